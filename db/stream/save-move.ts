import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { findSite } from '@hub/core/source/site.ts'

import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import type { FinishedPoll } from './finished-poll.ts'

const NO_VALIDATORS = { etag: null, lastModified: null, bodyHash: null }
const NO_MOVE = { movedTo: null, movedSince: null }

/**
 * Takes over the address to which a feed was redirected for good, with an audit entry, and says so in the fetch log. An
 * address that another source has already, or that the hub does not collect, is left, and the poll says what to do. Returns
 * the poll with what there is to say.
 */
export async function saveMove(w: Write, source: Row<'source'>, poll: FinishedPoll): Promise<FinishedPoll> {
  const { movedTo } = poll.move
  if (movedTo === null) return poll
  const found = recogniseAddress(movedTo)
  const say = (message: string): FinishedPoll => ({ ...poll, outcome: { ...poll.outcome, message } })
  if (found.kind === 'refused' || found.kind !== source.kind)
    return say(
      `The site has moved this feed to ${movedTo}, which is not collected as a feed. Look for the feed's new address on the site and enter it.`,
    )
  const canonical = canonicalUrl(found.url) ?? found.url
  const other = await w.tx
    .selectFrom('source')
    .select('title')
    .where('world', '=', source.world)
    .where('canonicalUrl', '=', canonical)
    .where('state', '<>', 'retired')
    .where('id', '<>', source.id)
    .executeTakeFirst()
  if (other)
    return say(
      `The site has moved this feed to ${found.url}, which the source “${other.title}” collects already. Remove one of the two.`,
    )
  await w.tx
    .updateTable('source')
    .set({
      url: found.url,
      canonicalUrl: canonical,
      ...findSite(found.url),
      // A source without a name of its own is named by its address.
      ...(source.title === source.url ? { title: found.url } : {}),
      rowVersion: source.rowVersion + 1,
      updatedAt: w.by.now,
    })
    .where('id', '=', source.id)
    .execute()
  await w.audit({
    action: 'moved',
    noun: 'source',
    objectId: source.id,
    details: { was: source.url, is: found.url, since: poll.move.movedSince?.toISOString() ?? null },
  })
  const message = `The site has moved this feed for good: its address is now ${found.url} (it was ${source.url}).`
  return { ...say(message), move: NO_MOVE, validators: NO_VALIDATORS }
}
