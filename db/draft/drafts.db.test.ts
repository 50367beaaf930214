import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { DraftId, ItemId, NarrativeId } from '@hub/core/ids.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { purgeItems } from '../retention/purge-items.ts'
import { readRetentionPeriods } from '../retention/retention-periods.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import type { WriteBy } from '../write.ts'
import { claimDraft, releaseDraft } from './claim-draft.ts'
import { discardDraft } from './discard-draft.ts'
import { findDraft } from './find-draft.ts'
import { type DraftEnd, finishDraft } from './finish-draft.ts'
import { listSendableItems } from './list-sendable-items.ts'
import { orderDraft } from './order-draft.ts'
import { takeDraftTitle } from './take-draft-title.ts'

let database: TestDatabase
let analyst: WriteBy
let comms: WriteBy
const db = () => database.db
const scope = scopeOf({ kind: 'operator', name: 'test', world: LIVE_WORLD }, 'narrative.read')!
const later = (ms: number) => new Date(TEST_NOW.getTime() + ms)
const stage = (ms = 0) => byStage('write-drafts', LIVE_WORLD, later(ms))
const claim = (ms = 0) => claimDraft(db(), { world: LIVE_WORLD, now: later(ms), claimForMs: 60_000 })
const FAILED: DraftEnd = { ok: false, problem: { code: 'timed_out', message: 'It did not answer.' } }
const readyFrom = (itemIds: ItemId[], title: string | null = 'Drafted title'): DraftEnd => ({
  ok: true,
  model: 'small',
  itemIds,
  draft: {
    title,
    isTitleDropped: title === null,
    sentences: [{ text: 'Somebody says so.', quotes: [{ itemId: itemIds[0]!, words: 'says so' }] }],
    dropped: 2,
  },
})

beforeAll(async () => {
  database = await createTestDatabase()
  const unitId = (await buildUnit(db())).id
  analyst = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
  comms = by((await buildUser(db(), { role: 'comms', unitId })).actor)
})
afterAll(() => database.close())

async function buildStory(): Promise<{ narrativeId: NarrativeId; itemId: ItemId }> {
  const narrative = await buildNarrative(db())
  const item = await buildItem(db(), await buildSource(db()))
  await placeItem(db(), narrative, item)
  return { narrativeId: narrative.id, itemId: item.id }
}

/** A draft that is ready, of a narrative of its own. */
async function buildDraft(title?: string | null): Promise<{ id: DraftId; narrativeId: NarrativeId; itemId: ItemId }> {
  const { narrativeId, itemId } = await buildStory()
  const id = await orderDraft(db(), analyst, narrativeId)
  const claimed = await claim()
  await finishDraft(db(), stage(), claimed!, readyFrom([itemId], title))
  return { id, narrativeId, itemId }
}

describe('ordering a draft', () => {
  test('takes a role that triages, leaves one entry, wakes the stage, and is one order while it waits', async () => {
    const { narrativeId } = await buildStory()
    await expect(orderDraft(db(), comms, narrativeId)).rejects.toBeInstanceOf(Forbidden)
    const ids: DraftId[] = []
    const order = async () => void ids.push(await orderDraft(db(), analyst, narrativeId))
    expect([await countAudit(db(), order), await countAudit(db(), order)]).toEqual([1, 0])
    expect(ids[0]).toBe(ids[1])
    const events = await db().selectFrom('outbox').select('topic').where('aggregateId', '=', ids[0]!).execute()
    expect(events).toEqual([{ topic: 'write-drafts' }])
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({ state: 'waiting', title: null, sentences: [] })
    await finishDraft(db(), stage(), (await claim())!, FAILED)
  })

  test('replaces the draft before it', async () => {
    const { id, narrativeId } = await buildDraft()
    const next = await orderDraft(db(), analyst, narrativeId)
    expect(next).not.toBe(id)
    const rows = await db().selectFrom('narrativeDraft').select('id').where('narrativeId', '=', narrativeId).execute()
    expect(rows).toEqual([{ id: next }])
    await finishDraft(db(), stage(), (await claim())!, FAILED)
  })

  test('is refused for a merged narrative, one out of sight, and when too many of one person wait', async () => {
    const merged = await buildNarrative(db(), { state: 'merged', mergedInto: (await buildNarrative(db())).id })
    await expect(orderDraft(db(), analyst, merged.id)).rejects.toBeInstanceOf(Conflict)
    const red = await buildNarrative(db(), { tlp: 'RED' })
    await expect(orderDraft(db(), analyst, red.id)).rejects.toBeInstanceOf(NotFound)
    for (let index = 0; index < 20; index += 1) await orderDraft(db(), analyst, (await buildNarrative(db())).id)
    await expect(orderDraft(db(), analyst, (await buildNarrative(db())).id)).rejects.toBeInstanceOf(Conflict)
    await db().deleteFrom('narrativeDraft').execute()
  })
})

describe('writing it', () => {
  test('is for one worker at a time, until its claim runs out; a late one writes nothing', async () => {
    const { narrativeId, itemId } = await buildStory()
    const id = await orderDraft(db(), analyst, narrativeId)
    const claims = (await Promise.all([claim(), claim(), claim()])).filter((claimed) => claimed !== undefined)
    expect(claims.map((claimed) => claimed.id)).toEqual([id])
    const again = await claim(61_000)
    expect(again).toMatchObject({ id, attempts: 2 })
    const end = readyFrom([itemId])
    expect(await countAudit(db(), () => finishDraft(db(), stage(), claims[0]!, end))).toBe(0)
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({ state: 'waiting' })
    const finish = () => finishDraft(db(), stage(), again!, end)
    expect([await countAudit(db(), finish), await countAudit(db(), finish)]).toEqual([1, 0])
    await expect(finishDraft(db(), analyst, again!, end)).rejects.toBeInstanceOf(Forbidden)
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({
      state: 'ready',
      model: 'small',
      title: 'Drafted title',
      itemCount: 1,
      dropped: 2,
      sentences: [{ text: 'Somebody says so.', quotes: [{ itemId, words: 'says so', publisher: 'The Daily' }] }],
    })
    const narrative = await db()
      .selectFrom('narrative')
      .selectAll()
      .where('id', '=', narrativeId)
      .executeTakeFirstOrThrow()
    expect(narrative).toMatchObject({
      title: 'Tap water unsafe after pipe repair',
      titleSource: 'machine',
      rowVersion: 1,
    })
  })

  test('that was cut off is begun again at once; a failure says why', async () => {
    const { narrativeId } = await buildStory()
    await orderDraft(db(), analyst, narrativeId)
    await releaseDraft(db(), (await claim())!)
    const second = await claim()
    expect(second).toMatchObject({ attempts: 1 })
    await finishDraft(db(), stage(), second!, FAILED)
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({ state: 'failed', problem: { code: 'timed_out' } })
  })

  test('keeps no words of items that were deleted meanwhile', async () => {
    const { narrativeId, itemId } = await buildStory()
    await orderDraft(db(), analyst, narrativeId)
    const claimed = await claim()
    await db().deleteFrom('item').where('id', '=', itemId).execute()
    await finishDraft(db(), stage(), claimed!, readyFrom([itemId]))
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({ state: 'failed', sentences: [] })
  })
})

describe('a person decides', () => {
  test('to use the title: they rename the narrative, and the record says which model drafted it', async () => {
    const { id, narrativeId } = await buildDraft()
    await expect(takeDraftTitle(db(), comms, id, {})).rejects.toBeInstanceOf(Forbidden)
    await expect(takeDraftTitle(db(), analyst, id, { expectedVersion: 7 })).rejects.toBeInstanceOf(Conflict)
    const take = () => takeDraftTitle(db(), analyst, id, { expectedVersion: 1 })
    expect([await countAudit(db(), take), await countAudit(db(), take)]).toEqual([1, 0])
    const narrative = await db()
      .selectFrom('narrative')
      .selectAll()
      .where('id', '=', narrativeId)
      .executeTakeFirstOrThrow()
    expect(narrative).toMatchObject({ title: 'Drafted title', titleSource: 'person' })
    const entry = await db()
      .selectFrom('auditEvent')
      .select(['actorKind', 'action', 'details'])
      .where('objectId', '=', narrativeId)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ actorKind: 'user', action: 'renamed', details: { draftId: id, draftedBy: 'small' } })
    expect(await findDraft(db(), scope, narrativeId)).toMatchObject({ outcome: 'title_used' })
  })

  test('leaves an entry also when the narrative bore the title already', async () => {
    const { id, narrativeId } = await buildDraft()
    await db()
      .updateTable('narrative')
      .set({ title: 'Drafted title', titleSource: 'person' })
      .where('id', '=', narrativeId)
      .execute()
    expect(await countAudit(db(), () => takeDraftTitle(db(), analyst, id, {}))).toBe(1)
  })

  test('to discard it: its words go, and nothing of it can be used', async () => {
    const { id, narrativeId } = await buildDraft()
    await expect(discardDraft(db(), comms, id)).rejects.toBeInstanceOf(Forbidden)
    const discard = () => discardDraft(db(), analyst, id)
    expect([await countAudit(db(), discard), await countAudit(db(), discard)]).toEqual([1, 0])
    expect(await findDraft(db(), scope, narrativeId)).toBeNull()
    const row = await db().selectFrom('narrativeDraft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ title: null, sentences: [], outcome: 'discarded' })
    await expect(takeDraftTitle(db(), analyst, id, {})).rejects.toBeInstanceOf(Conflict)
  })

  test('nothing about a draft without a title, one that waits, or one that is not there', async () => {
    const { id } = await buildDraft(null)
    await expect(takeDraftTitle(db(), analyst, id, {})).rejects.toBeInstanceOf(Conflict)
    const waiting = await orderDraft(db(), analyst, (await buildStory()).narrativeId)
    await expect(discardDraft(db(), analyst, waiting)).rejects.toBeInstanceOf(Conflict)
    await db().deleteFrom('narrativeDraft').where('id', '=', waiting).execute()
    await expect(discardDraft(db(), analyst, waiting)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('the items behind a draft', () => {
  test('take it with them when they are purged, and hide it when they are out of sight', async () => {
    const first = await buildDraft()
    await db().updateTable('item').set({ tlp: 'RED' }).where('id', '=', first.itemId).execute()
    expect(await findDraft(db(), { ...scope, mayReadRed: false }, first.narrativeId)).toBeNull()
    const second = await buildDraft()
    await sql`insert into engine_snapshot (world, shard, shard_seq, format, is_checkpoint, state, taken_at)
      values ('live', 'en', 1000000, 1, true, ''::bytea, ${TEST_NOW})`.execute(db())
    const now = later(120 * 86_400_000)
    await purgeItems(db(), { world: LIVE_WORLD, now, periods: await readRetentionPeriods(db()) })
    expect(await db().selectFrom('item').select('id').where('id', '=', second.itemId).execute()).toEqual([])
    expect(await db().selectFrom('narrativeDraft').select('id').where('id', '=', second.id).execute()).toEqual([])
  })

  test('are those a model may be sent: collected, labelled freely enough, and no copies', async () => {
    const narrative = await buildNarrative(db())
    const add = async (
      source: Parameters<typeof buildSource>[1],
      item: Parameters<typeof buildItem>[2],
      placed: Parameters<typeof placeItem>[3] = {},
    ) => {
      const built = await buildItem(db(), await buildSource(db(), source), item)
      await placeItem(db(), narrative, built, placed)
      return built.id
    }
    const sent = await add({ kind: 'feed' }, { title: 'Sent' })
    const post = await add({ kind: 'mastodon' }, { title: 'Post', tlp: 'CLEAR' })
    await add({ kind: 'tip' }, { title: 'A tip' })
    await add({ kind: 'manual' }, { title: 'Pasted' })
    await add({ kind: 'import' }, { title: 'A file' })
    await add({ kind: 'api' }, { title: 'A system' })
    await add({ kind: 'feed' }, { title: 'Stricter', tlp: 'AMBER+STRICT' })
    await add({ kind: 'feed', tlp: 'RED' }, { title: 'Of a red source' })
    await add({ kind: 'feed' }, { title: 'A copy' }, { copyOf: sent })
    const names = async (labels: Parameters<typeof listSendableItems>[3]) =>
      (await listSendableItems(db(), LIVE_WORLD, narrative.id, labels)).map(({ id }) => id).toSorted()
    expect(await names(['AMBER', 'GREEN', 'CLEAR'])).toEqual([sent, post].toSorted())
    expect(await names(['GREEN', 'CLEAR'])).toEqual([])
    await db().updateTable('narrative').set({ tlp: 'RED' }).where('id', '=', narrative.id).execute()
    expect(await names(['AMBER', 'GREEN', 'CLEAR'])).toEqual([])
  })
})
