import { type ProfileId, sourceIdSchema } from '@hub/core/ids.ts'
import type { DefaultPublisher } from '@hub/core/source/find-publisher.ts'
import type { SourceKind } from '@hub/core/source/source.ts'

import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import { ensurePublishers } from '../publisher/ensure-publishers.ts'
import type { Row } from '../schema.ts'
import { linkToProfile } from '../source/link-to-profile.ts'
import type { Write } from '../write.ts'

export type HandedSource = {
  kind: Extract<SourceKind, 'manual' | 'import' | 'api' | 'tip'>
  /** What makes it one source, such as its publisher's domain: unique within its kind. */
  key: string
  title: string
  siteUrl: string | null
  publisher: DefaultPublisher
  profileId: ProfileId
}

/**
 * The source that handed-in items enter under, made when there is none yet and named in the profile. It is approved from
 * the start: nothing is ever fetched for it, and the profile in force is what a coordinator approved. A source that a
 * coordinator paused or retired takes nothing in.
 */
export async function openHandedSource(w: Write, wanted: HandedSource): Promise<Row<'source'>> {
  const { now, actor } = w.by
  const address = `hub:${wanted.kind}/${encodeURI(wanted.key)}`
  const publisherIds = await ensurePublishers(w, [wanted.publisher])
  const publisherId = publisherIds.get(wanted.publisher.domain)
  if (publisherId === undefined) throw new Error('No publisher was made.')
  await w.tx
    .insertInto('source')
    .values({
      id: newId(sourceIdSchema),
      kind: wanted.kind,
      url: wanted.siteUrl ?? address,
      canonicalUrl: address,
      title: wanted.title,
      siteUrl: wanted.siteUrl,
      publisherId,
      language: null,
      country: null,
      state: 'approved',
      nextFetchAt: now,
      world: actor.world,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['world', 'canonicalUrl']).where('state', '<>', 'retired').doNothing())
    .execute()
  const source = await w.tx
    .selectFrom('source')
    .selectAll()
    .where('world', '=', actor.world)
    .where('canonicalUrl', '=', address)
    .where('state', '<>', 'retired')
    .executeTakeFirstOrThrow()
  requireOpenSource(source)
  await linkToProfile(w, wanted.profileId, [source.id])
  return source
}

/** Refuses a source that people stopped. */
export function requireOpenSource(source: Pick<Row<'source'>, 'state' | 'title'>): void {
  if (source.state === 'approved') return
  throw new Conflict(
    'source_stopped',
    `The source “${source.title}” is ${source.state === 'paused' ? 'paused' : source.state}, so nothing is taken in under it. Ask a coordinator to resume it.`,
  )
}
