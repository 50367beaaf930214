import type { SourceId } from '@hub/core/ids.ts'
import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { findSite } from '@hub/core/source/site.ts'
import type { EditSource } from '@hub/core/source/source-input.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { assignPublisher } from '../publisher/assign-publisher.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { lockSource } from './lock-source.ts'

/** Changes what people say about a source. A new address starts its health anew and is fetched at once. */
export async function editSource(
  db: Db | Tx,
  by: WriteBy,
  input: EditSource & { id: SourceId },
): Promise<Row<'source'>> {
  return write(db, by, async (w) => {
    await w.require('source.manage')
    const source = await lockSource(w, input.id)
    w.requireVersion(source, input.expectedVersion)
    if (source.state === 'retired')
      throw new Conflict('source_retired', 'This source is retired. Add its address again instead.', source)
    const wanted = {
      title: input.title ?? source.title,
      country: input.country === undefined ? source.country : input.country,
      language: input.language === undefined ? source.language : input.language,
      tags: input.tags ?? source.tags,
      readsClaimReviews: input.readsClaimReviews ?? source.readsClaimReviews,
    }
    const address =
      input.url === undefined || input.url === source.url ? undefined : await newAddress(w, source, input.url)
    const publisherId =
      input.publisherName === undefined ? source.publisherId : await assignPublisher(w, source, input.publisherName)
    const was = {
      title: source.title,
      country: source.country,
      language: source.language,
      tags: source.tags,
      readsClaimReviews: source.readsClaimReviews,
      url: source.url,
      publisherId: source.publisherId,
    }
    const is = { ...wanted, url: address?.url ?? source.url, publisherId }
    if (JSON.stringify(was) === JSON.stringify(is) && input.publisherName === undefined) {
      w.unchanged()
      return source
    }
    const edited = await w.tx
      .updateTable('source')
      .set({ ...wanted, ...address, publisherId, rowVersion: source.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', source.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({
      action: 'edited',
      noun: 'source',
      objectId: source.id,
      details: { was, is: { ...is, publisherName: input.publisherName } },
    })
    await w.live({ noun: 'source', id: source.id, version: edited.rowVersion })
    return edited
  })
}

async function newAddress(w: Write, source: Row<'source'>, written: string) {
  const found = recogniseAddress(written)
  if (found.kind === 'refused') throw new Conflict('address_refused', found.message)
  const { kind, url, platform } = found
  const canonical = canonicalUrl(url) ?? url
  const other = await w.tx
    .selectFrom('source')
    .select(['id', 'title'])
    .where('world', '=', source.world)
    .where('canonicalUrl', '=', canonical)
    .where('state', '<>', 'retired')
    .where('id', '<>', source.id)
    .executeTakeFirst()
  if (other) throw new Conflict('source_exists', `This address is already the source “${other.title}”.`)
  return {
    kind,
    platform,
    url,
    canonicalUrl: canonical,
    ...findSite(url),
    movedTo: null,
    movedSince: null,
    fullFetchAt: null,
    quietFetchId: null,
    // The site had said that the old address is gone for good.
    ...(source.pausedReason === 'gone' ? { state: 'approved' as const, pausedReason: null } : {}),
    etag: null,
    lastModified: null,
    bodyHash: null,
    failures: 0,
    failingSince: null,
    outcome: null,
    nextFetchAt: w.by.now,
  }
}
