import { takeFromWindow } from '@hub/core/access/rate-window.ts'
import { apiKeyStanding } from '@hub/core/access/api-key.ts'
import type { ApiKeyId } from '@hub/core/ids.ts'
import { type IncomingItem, readIncomingItem } from '@hub/core/item/incoming-item.ts'
import { INGEST_LIMIT, type IngestAnswer, ingestAnswerSchema, readIngestWords } from '@hub/core/item/ingest-view.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { requireOpenSource } from './open-handed-source.ts'
import { requireProfileInForce } from './require-profile-in-force.ts'
import { type IncomingFate, storeIncoming } from './store-incoming.ts'

export type IngestItems = {
  apiKeyId: ApiKeyId
  /** What the sender calls this request; a repeat gets the stored answer. */
  idempotencyKey: string
  /** Fingerprint of the request's body. */
  bodyHash: string
  items: readonly unknown[]
  allowList: AllowList
}

export type IngestResult =
  | { kind: 'done'; answer: IngestAnswer; isReplay: boolean }
  | { kind: 'too_many'; retryAfterMs: number }

/**
 * Stores what another system sends, each item for itself: a faulty one is refused with its reason and the others stand.
 * One transaction and one audit entry a request. The key's row is locked, so its requests are answered one after the other.
 */
export async function ingestItems(db: Db | Tx, by: WriteBy, input: IngestItems): Promise<IngestResult> {
  return write(db, by, async (w) => {
    await w.require('item.ingest')
    const key = await lockActiveKey(w, input.apiKeyId)
    const stored = await findStoredAnswer(w, input)
    if (stored) {
      w.unchanged()
      return { kind: 'done', answer: stored, isReplay: true }
    }
    const window = key.windowStartedAt && { startedAt: key.windowStartedAt, requests: key.windowRequests }
    const verdict = takeFromWindow(window, INGEST_LIMIT, by.now)
    if (verdict.kind === 'full') {
      w.unchanged()
      return { kind: 'too_many', retryAfterMs: verdict.retryAfterMs }
    }
    const profile = await requireProfileInForce(w, key.profileId)
    const source = await w.tx.selectFrom('source').selectAll().where('id', '=', key.sourceId).executeTakeFirstOrThrow()
    requireOpenSource(source)
    const answer = await storeBatch(w, { source, profile }, input)
    await w.tx
      .insertInto('ingestBatch')
      .values({
        apiKeyId: key.id,
        idempotencyKey: input.idempotencyKey,
        bodyHash: input.bodyHash,
        answer: JSON.stringify(answer),
        at: by.now,
      })
      .execute()
    await w.tx
      .updateTable('apiKey')
      .set({
        lastUsedAt: by.now,
        windowStartedAt: verdict.window.startedAt,
        windowRequests: verdict.window.requests,
        itemsStored: key.itemsStored + answer.stored,
      })
      .where('id', '=', key.id)
      .execute()
    const { items: _items, ...counts } = answer
    await w.audit({
      action: 'items.ingest',
      noun: 'source',
      objectId: source.id,
      details: { ...counts, profileId: profile.id },
    })
    return { kind: 'done', answer, isReplay: false }
  })
}

async function lockActiveKey(w: Write, id: ApiKeyId): Promise<Row<'apiKey'>> {
  const key = await w.tx
    .selectFrom('apiKey')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  // Stopped in the moment between the door and here: as good as gone.
  if (!key || apiKeyStanding(key, w.by.now) !== 'active') throw new NotFound('api key')
  return key
}

async function findStoredAnswer(w: Write, input: IngestItems): Promise<IngestAnswer | undefined> {
  const batch = await w.tx
    .selectFrom('ingestBatch')
    .selectAll()
    .where('apiKeyId', '=', input.apiKeyId)
    .where('idempotencyKey', '=', input.idempotencyKey)
    .executeTakeFirst()
  if (!batch) return undefined
  if (batch.bodyHash !== input.bodyHash) {
    throw new Conflict(
      'idempotency_key_reused',
      'This Idempotency-Key was used with another body. Send a new key with each new batch, and the same one only to repeat a batch.',
    )
  }
  return ingestAnswerSchema.parse(batch.answer)
}

async function storeBatch(
  w: Write,
  origin: { source: Row<'source'>; profile: Row<'watchProfile'> },
  input: IngestItems,
): Promise<IngestAnswer> {
  const readings = input.items.map((raw) => {
    const words = readIngestWords(raw)
    if ('reason' in words) return { id: null, reading: { ok: false as const, reason: words.reason } }
    return { id: words.words.id ?? null, reading: readIncomingItem(words.words, w.by.now) }
  })
  const good = readings.flatMap(({ reading }, row): (IncomingItem & { row: number })[] =>
    reading.ok ? [{ ...reading.item, row }] : [],
  )
  const fates = new Map<number, IncomingFate>(
    (await storeIncoming(w, { ...origin, items: good, allowList: input.allowList })).map((fate) => [fate.row, fate]),
  )
  const items = readings.map(({ id, reading }, index) => {
    const fate = fates.get(index)
    if (!fate) {
      const reason = reading.ok ? null : reading.reason
      return { index, id, outcome: 'refused' as const, itemId: null, isRevised: false, matchedTerms: [], reason }
    }
    const { outcome, itemId, isRevised, matchedTerms } = fate
    const reason = outcome === 'filtered' ? NOT_WANTED : null
    return { index, id, outcome, itemId, isRevised, matchedTerms, reason }
  })
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length
  return {
    batchId: newRowId(),
    received: items.length,
    stored: count('stored'),
    known: count('known'),
    filtered: count('filtered'),
    refused: count('refused'),
    items,
  }
}

const NOT_WANTED = "None of the watch profile's terms and languages wants this item."
