import type { z } from 'zod'

import { type AddedItem, type addItemSchema } from '@hub/core/intake/add-item.ts'
import type { ItemId, SourceId } from '@hub/core/ids.ts'
import { type IncomingItem, readIncomingItem } from '@hub/core/item/incoming-item.ts'
import { maskContacts } from '@hub/core/item/mask-people.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { findPagePublisher } from '@hub/core/source/find-page-publisher.ts'
import type { DefaultPublisher } from '@hub/core/source/find-publisher.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { openHandedSource } from './open-handed-source.ts'
import { requireProfileInForce } from './require-profile-in-force.ts'
import { storeIncoming } from './store-incoming.ts'

/**
 * Stores an item that a person hands in, under the source `manual` of its publisher. What no term of the profile wants is
 * kept only with the person's reason, which stands in the record. A page that is here already gains a sighting.
 */
export async function addItem(
  db: Db | Tx,
  by: WriteBy,
  input: z.output<typeof addItemSchema> & { allowList: AllowList },
): Promise<AddedItem> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const profile = await requireProfileInForce(w, input.profileId)
    const item = readItem(input, by.now)
    const publisher = await publisherOf(w, item, input.allowList)
    const source = await openHandedSource(w, {
      kind: 'manual',
      key: publisher.domain,
      title: `${publisher.name} (added by hand)`,
      siteUrl: item.url === null ? null : new URL(item.url).origin,
      publisher,
      profileId: profile.id,
    })
    const [fate] = await storeIncoming(w, {
      source,
      profile,
      items: [{ ...item, row: 1 }],
      allowList: input.allowList,
      keepsUnmatched: input.reason !== undefined,
    })
    if (!fate || fate.itemId === null || fate.outcome === 'filtered') {
      throw new Conflict(
        'no_term_matches',
        `None of the terms and languages of “${profile.title}” wants this item. Choose another watch profile, or say why it belongs here.`,
      )
    }
    const { itemId, outcome, isRevised, matchedTerms } = fate
    if (outcome === 'known' && !isRevised && !(await isNewSighting(w, itemId, source.id))) w.unchanged()
    else {
      const details = {
        outcome,
        isRevised,
        profileId: profile.id,
        sourceId: source.id,
        url: item.url,
        ...(matchedTerms.length === 0 && input.reason ? { reason: input.reason } : {}),
        ...(input.keepsContacts ? { keepsContacts: true } : {}),
      }
      await w.audit({ action: 'added', noun: 'item', objectId: itemId, details })
      await w.live({ noun: 'item', id: itemId, version: 1 })
    }
    return { itemId, outcome, isRevised }
  })
}

function readItem(input: z.output<typeof addItemSchema>, now: Date): IncomingItem {
  const tidy = (text: string) => (input.keepsContacts ? text : maskContacts(text))
  const { url, publisher, publishedAt, language } = input
  const reading = readIncomingItem(
    { title: tidy(input.title), text: tidy(input.text), url, publisher, publishedAt, language },
    now,
  )
  if (reading.ok) return reading.item
  throw new Conflict('item_unusable', reading.reason)
}

async function publisherOf(w: Write, item: IncomingItem, allowList: AllowList): Promise<DefaultPublisher> {
  if (item.publisher !== null) {
    const known = await w.tx
      .selectFrom('publisher')
      .select(['domain', 'name'])
      .where('world', '=', w.by.actor.world)
      .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', item.publisher?.toLowerCase() ?? ''))
      .orderBy('createdAt')
      .executeTakeFirst()
    if (known) return { ...known, kind: 'site' }
  }
  const publisher = findPagePublisher(item, allowList)
  if (publisher) return publisher
  throw new Conflict('publisher_needed', 'Say who published this, or give its link.')
}

async function isNewSighting(w: Write, itemId: ItemId, sourceId: SourceId): Promise<boolean> {
  const sighting = await w.tx
    .selectFrom('itemSighting')
    .select('seenAt')
    .where('itemId', '=', itemId)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst()
  return sighting?.seenAt.getTime() === w.by.now.getTime()
}
