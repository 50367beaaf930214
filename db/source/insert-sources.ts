import { actorReference } from '@hub/core/access/actor.ts'
import { type ProfileId, sourceIdSchema, type SourceId } from '@hub/core/ids.ts'
import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { findPublisher } from '@hub/core/source/find-publisher.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { findSite } from '@hub/core/source/site.ts'
import type { SourceKind } from '@hub/core/source/source.ts'

import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import { ensurePublishers } from '../publisher/ensure-publishers.ts'
import type { Write } from '../write.ts'

export type NewSource = { url: string; title?: string | undefined; siteUrl?: string | null; tags?: readonly string[] }
export type InsertedSources = { addedIds: SourceId[]; presentIds: SourceId[] }

const ROWS_AT_ONCE = 1000

/**
 * Adds sources that are not there yet, with their publishers, and names all of them in a profile when one is given. One
 * statement for a thousand rows. The caller has checked the permission and writes the audit entry.
 */
export async function insertSources(
  w: Write,
  sources: readonly NewSource[],
  options: { state: 'proposed' | 'approved'; allowList: AllowList; profileId: ProfileId | null },
): Promise<InsertedSources> {
  const recognised = sources.map(recognise)
  const unique = [...new Map(recognised.map((source) => [canonicalUrl(source.url) ?? source.url, source]))]
  const inserted: InsertedSources = { addedIds: [], presentIds: [] }
  for (let start = 0; start < unique.length; start += ROWS_AT_ONCE) {
    const batch = unique.slice(start, start + ROWS_AT_ONCE)
    const { addedIds, presentIds } = await insertBatch(w, batch, options)
    inserted.addedIds.push(...addedIds)
    inserted.presentIds.push(...presentIds)
    if (options.profileId) await linkToProfile(w, options.profileId, [...addedIds, ...presentIds])
  }
  return inserted
}

/** Names sources in a profile; those it names already stay as they are. Returns those that are new to it. */
export async function linkToProfile(
  w: Write,
  profileId: ProfileId,
  sourceIds: readonly SourceId[],
): Promise<SourceId[]> {
  const added: SourceId[] = []
  for (let start = 0; start < sourceIds.length; start += ROWS_AT_ONCE) {
    const links = sourceIds
      .slice(start, start + ROWS_AT_ONCE)
      .map((sourceId) => ({ profileId, sourceId, addedAt: w.by.now }))
    const rows = await w.tx
      .insertInto('watchProfileSource')
      .values(links)
      .onConflict((conflict) => conflict.doNothing())
      .returning('sourceId')
      .execute()
    added.push(...rows.map(({ sourceId }) => sourceId))
  }
  return added
}

type RecognisedSource = NewSource & { kind: SourceKind; platform: string | null }

/** An address as the collector fetches it. What is one person's was refused before it came here, and fails loudly. */
function recognise(source: NewSource): RecognisedSource {
  const found = recogniseAddress(source.url)
  if (found.kind === 'refused') throw new Conflict('address_refused', found.message)
  const { kind, url, platform } = found
  return {
    ...source,
    kind,
    url,
    platform,
    title: source.title?.trim() || (found.title ?? undefined),
    siteUrl: source.siteUrl ?? found.siteUrl,
  }
}

async function insertBatch(
  w: Write,
  batch: readonly (readonly [string, RecognisedSource])[],
  options: { state: 'proposed' | 'approved'; allowList: AllowList },
): Promise<InsertedSources> {
  const { now, actor } = w.by
  const rows = batch.map(([canonical, source]) => {
    const title = source.title?.trim() || source.url
    return { canonical, source, title, publisher: findPublisher({ url: source.url, title }, options.allowList) }
  })
  const publisherIds = await ensurePublishers(
    w,
    rows.map(({ publisher }) => publisher),
  )
  const added = await w.tx
    .insertInto('source')
    .values(
      rows.map(({ canonical, source, title, publisher }) => ({
        id: newId(sourceIdSchema),
        kind: source.kind,
        platform: source.platform,
        url: source.url,
        ...findSite(source.url),
        canonicalUrl: canonical,
        title,
        siteUrl: source.siteUrl ?? null,
        publisherId: publisherOf(publisherIds, publisher.domain),
        language: null,
        country: null,
        tags: [...(source.tags ?? [])],
        state: options.state,
        proposedBy: actorReference(actor),
        nextFetchAt: now,
        world: actor.world,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['world', 'canonicalUrl']).where('state', '<>', 'retired').doNothing())
    .returning(['id', 'canonicalUrl'])
    .execute()
  const addedUrls = new Set(added.map((row) => row.canonicalUrl))
  const missing = batch.map(([canonical]) => canonical).filter((canonical) => !addedUrls.has(canonical))
  const present = missing.length === 0 ? [] : await findByAddress(w, missing)
  return { addedIds: added.map(({ id }) => id), presentIds: present.map(({ id }) => id) }
}

async function findByAddress(w: Write, canonicalUrls: readonly string[]) {
  return w.tx
    .selectFrom('source')
    .select('id')
    .where('world', '=', w.by.actor.world)
    .where('canonicalUrl', 'in', canonicalUrls)
    .where('state', '<>', 'retired')
    .execute()
}

function publisherOf<Id>(publisherIds: ReadonlyMap<string, Id>, domain: string): Id {
  const id = publisherIds.get(domain)
  if (id === undefined) throw new Error(`No publisher was made for ${domain}.`)
  return id
}
