import { actorReference } from '@hub/core/access/actor.ts'
import type { ItemId, ProfileId, TipId } from '@hub/core/ids.ts'
import { readIncomingItem } from '@hub/core/item/incoming-item.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { openHandedSource } from '../intake/open-handed-source.ts'
import { requireProfileInForce } from '../intake/require-profile-in-force.ts'
import { storeIncoming } from '../intake/store-incoming.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { lockTipGroup, updateTips } from './lock-tip-group.ts'

export type AcceptTip = { id: TipId; profileId: ProfileId; title?: string | undefined; allowList: AllowList }

/**
 * Takes a tip in as an item under a watch profile in force; waiting tips with the same link are accepted with it. A page
 * the hub knows already gains a sighting. Returns the item.
 */
export async function acceptTip(db: Db | Tx, by: WriteBy, input: AcceptTip): Promise<ItemId> {
  return write(db, by, async (w) => {
    await w.require('tip.decide')
    const tips = await lockTipGroup(w, input.id)
    const [tip] = tips
    if (tip.state === 'accepted' && tip.itemId !== null && tip.profileId === input.profileId) {
      w.unchanged()
      return tip.itemId
    }
    if (tip.state !== 'waiting')
      throw new Conflict('tip_decided', 'Somebody has decided on this tip already. Take that back first.', tip)
    const profile = await requireProfileInForce(w, input.profileId)
    const itemId = await storeTip(w, tip, profile, input)
    await updateTips(w, tips, {
      state: 'accepted',
      declinedReason: null,
      decidedBy: actorReference(by.actor),
      decidedAt: by.now,
      profileId: profile.id,
      itemId,
    })
    const details = { profileId: profile.id, itemId, tips: tips.length }
    await w.audit({ action: 'accepted', noun: 'tip', objectId: tip.id, details })
    return itemId
  })
}

async function storeTip(w: Write, tip: Row<'tip'>, profile: Row<'watchProfile'>, input: AcceptTip): Promise<ItemId> {
  const source = await openHandedSource(w, {
    kind: 'tip',
    key: 'public',
    title: 'Tips from the public',
    siteUrl: null,
    publisher: { domain: 'hub:tips', name: 'Tips from the public', kind: 'source' },
    profileId: profile.id,
  })
  const title = input.title ?? (tip.text === '' ? (tip.url ?? '') : '')
  // The time it was sent is the only one known: when the claim itself was published is not.
  const reading = readIncomingItem(
    { title, text: tip.text, url: tip.url, language: tip.language, id: tip.id },
    w.by.now,
  )
  if (!reading.ok) throw new Conflict('tip_unusable', `This tip cannot become an item: ${reading.reason}`, tip)
  const [fate] = await storeIncoming(w, {
    source,
    profile,
    items: [{ ...reading.item, publishedAt: tip.createdAt, publishedRaw: null, row: 1 }],
    allowList: input.allowList,
    // A person has read it: no term needs to match.
    keepsUnmatched: true,
  })
  if (!fate?.itemId) throw new Conflict('tip_unusable', 'This tip could not be stored as an item.', tip)
  return fate.itemId
}
