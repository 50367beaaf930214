import { actorReference } from '@hub/core/access/actor.ts'
import { type ProfileId, sourceIdSchema, type SourceId } from '@hub/core/ids.ts'
import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { findPublisher } from '@hub/core/source/find-publisher.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { findSite } from '@hub/core/source/site.ts'

import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import { ensurePublishers } from '../publisher/ensure-publishers.ts'
import type { Write } from '../write.ts'
import { linkToProfile } from './link-to-profile.ts'

export type NewSource = {
  url: string
  title?: string | undefined
  siteUrl?: string | null
  tags?: readonly string[]
  readsClaimReviews?: boolean | undefined
}
/** `idOf` names the source of each address, by the canonical form of what was written. */
export type InsertedSources = { addedIds: SourceId[]; presentIds: SourceId[]; idOf: Map<string, SourceId> }

type Options = {
  state: 'proposed' | 'approved'
  allowList: AllowList
  profileId: ProfileId | null
  /** Whoever asked for them, where that is not who writes. */
  proposedBy?: string
}

const ROWS_AT_ONCE = 1000

/**
 * Adds sources that are not there yet, with their publishers, and names all of them in a profile when one is given. A
 * hashtag or search of a social platform becomes a source of its kind; what shows one person's posts is refused. One
 * statement for a thousand rows. The caller has checked the permission and writes the audit entry.
 */
export async function insertSources(
  w: Write,
  sources: readonly NewSource[],
  options: Options,
): Promise<InsertedSources> {
  const wanted = sources.map((source) => recognise(source))
  const unique = [...new Map(wanted.map((source) => [source.canonical, source])).values()]
  const inserted: InsertedSources = { addedIds: [], presentIds: [], idOf: new Map() }
  const idOfCanonical = new Map<string, SourceId>()
  for (let start = 0; start < unique.length; start += ROWS_AT_ONCE) {
    const batch = unique.slice(start, start + ROWS_AT_ONCE)
    const { added, present } = await insertBatch(w, batch, options)
    for (const { id, canonicalUrl: canonical } of [...added, ...present]) idOfCanonical.set(canonical, id)
    inserted.addedIds.push(...added.map(({ id }) => id))
    inserted.presentIds.push(...present.map(({ id }) => id))
    if (options.profileId)
      await linkToProfile(
        w,
        options.profileId,
        [...added, ...present].map(({ id }) => id),
      )
  }
  for (const { written, canonical } of wanted) {
    const id = idOfCanonical.get(canonical)
    if (id !== undefined) inserted.idOf.set(written, id)
  }
  return inserted
}

type Recognised = ReturnType<typeof recognise>

function recognise(source: NewSource) {
  const found = recogniseAddress(source.url)
  if (found.kind === 'refused') throw new Conflict('address_refused', found.message)
  return {
    kind: found.kind,
    platform: found.platform,
    url: found.url,
    written: canonicalUrl(source.url) ?? source.url,
    canonical: canonicalUrl(found.url) ?? found.url,
    siteUrl: source.siteUrl ?? found.siteUrl,
    title: source.title?.trim() || found.title || found.url,
    tags: [...(source.tags ?? [])],
    readsClaimReviews: source.readsClaimReviews ?? false,
  }
}

async function insertBatch(w: Write, batch: readonly Recognised[], options: Options) {
  const { now, actor } = w.by
  const rows = batch.map((row) => ({ ...row, publisher: findPublisher(row, options.allowList) }))
  const publisherIds = await ensurePublishers(
    w,
    rows.map(({ publisher }) => publisher),
  )
  const added = await w.tx
    .insertInto('source')
    .values(
      rows.map(({ publisher, canonical, written: _written, ...row }) => ({
        ...{ id: newId(sourceIdSchema), ...row, canonicalUrl: canonical },
        ...findSite(row.url),
        publisherId: publisherOf(publisherIds, publisher.domain),
        language: null,
        country: null,
        state: options.state,
        proposedBy: options.proposedBy ?? actorReference(actor),
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
  const missing = batch.map(({ canonical }) => canonical).filter((canonical) => !addedUrls.has(canonical))
  return { added, present: missing.length === 0 ? [] : await findByAddress(w, missing) }
}

async function findByAddress(w: Write, canonicalUrls: readonly string[]) {
  return w.tx
    .selectFrom('source')
    .select(['id', 'canonicalUrl'])
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
