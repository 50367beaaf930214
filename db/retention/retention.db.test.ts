import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { ItemId, NarrativeId } from '@hub/core/ids.ts'
import type { PurgeCount, PurgePreview } from '@hub/core/retention/purge-view.ts'
import { DEFAULT_PERIODS } from '@hub/core/retention/retention-classes.ts'
import { buildCase } from '@hub/tests/support/build-case.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { listHolds } from './list-holds.ts'
import { moveHold } from './move-hold.ts'
import { placeHold } from './place-hold.ts'
import { previewPurge } from './preview-purge.ts'
import { changeRetention, readRetentionPeriods } from './retention-periods.ts'
import { runPurge } from './run-purge.ts'

const REASON = 'A court asked for it to be kept.'
const daysAgo = (days: number) => new Date(TEST_NOW.getTime() - days * 86_400_000)
const job = byStage('purge-expired', LIVE_WORLD, TEST_NOW)

let database: TestDatabase
let stage: Stage
let second: Stage['coordinator']
const db = () => database.db

beforeEach(async () => {
  await database?.close()
  database = await createTestDatabase()
  stage = await buildStage(db())
  second = await buildUser(db(), { role: 'coordinator', unitId: stage.centre.id, name: 'Second' })
})
afterAll(() => database.close())

async function checkpoint(): Promise<void> {
  await sql`insert into engine_snapshot (world, shard, shard_seq, format, is_checkpoint, state, taken_at)
    values ('live', 'en', 1000000, 1, true, '', ${TEST_NOW}) on conflict do nothing`.execute(db())
}

async function itemOf(days: number, narrative?: { id: NarrativeId; shard: string }): Promise<Row<'item'>> {
  const item = await buildItem(db(), await buildSource(db()), { firstSeenAt: daysAgo(days) })
  if (narrative) await placeItem(db(), narrative, item)
  else
    await sql`insert into item_pending (item_id, first_seen_at, world, shard)
      values (${item.id}, ${item.firstSeenAt}, 'live', 'en')`.execute(db())
  const key = { world: LIVE_WORLD, itemId: item.id, firstSeenAt: item.firstSeenAt }
  await db()
    .insertInto('itemIdentity')
    .values({ ...key, key: `source:${item.id}` })
    .execute()
  return item
}

function uncapped(classes: readonly PurgeCount[]): PurgePreview[] {
  return classes.map((each) => ({ ...each, isCapped: false }))
}

async function left(...items: readonly { id: ItemId }[]): Promise<boolean[]> {
  const rows = await db().selectFrom('item').select('id').execute()
  return items.map(({ id }) => rows.some((row) => row.id === id))
}

/** Lets another source carry the item too, and gives its id. */
async function sight(item: Row<'item'>): Promise<Row<'source'>['id']> {
  const other = await buildSource(db())
  const seen = { firstSeenAt: item.firstSeenAt, seenAt: item.firstSeenAt }
  await db()
    .insertInto('itemSighting')
    .values({ itemId: item.id, sourceId: other.id, publisherId: other.publisherId, ...seen })
    .execute()
  return other.id
}

describe('a purge', () => {
  test('deletes each class after its own period, leaves counts and a bare key, and logs itself once', async () => {
    await checkpoint()
    const story = await buildNarrative(db())
    const dismissed = await buildNarrative(db(), {
      state: 'dismissed',
      dismissedReason: 'opinion',
      triagedAt: daysAgo(8),
    })
    const justDismissed = await buildNarrative(db(), {
      state: 'dismissed',
      dismissedReason: 'opinion',
      triagedAt: daysAgo(2),
    })
    const old = [await itemOf(31), await itemOf(9, dismissed), await itemOf(91, story)]
    const young = [
      await itemOf(29),
      await itemOf(6, dismissed),
      await itemOf(89, story),
      await itemOf(20, justDismissed),
    ]
    const before = await previewPurge(db(), { world: LIVE_WORLD, now: TEST_NOW, periods: DEFAULT_PERIODS })
    const run = await runPurge(db(), job)
    expect(before).toEqual(uncapped(run.classes))
    expect(run.classes.slice(0, 3).map(({ deleted }) => deleted)).toEqual([1, 1, 1])
    expect(await left(...old)).toEqual([false, false, false])
    expect(await left(...young)).toEqual([true, true, true, true])
    expect(
      await db().selectFrom('narrative').select(['itemCount', 'itemsDeleted']).where('id', '=', story.id).execute(),
    ).toEqual([{ itemCount: 2, itemsDeleted: 1 }])
    const tombs = await db().selectFrom('itemIdentity').select('itemId').where('purgedAt', 'is not', null).execute()
    expect(tombs.map(({ itemId }) => itemId).toSorted()).toEqual(old.map(({ id }) => id).toSorted())
    expect(await auditOf(db(), 'retention', run.id)).toHaveLength(1)
    expect(await countAudit(db(), () => runPurge(db(), job))).toBe(0)
    expect(await db().selectFrom('purgeRun').select('state').execute()).toEqual([
      { state: 'finished' },
      { state: 'finished' },
    ])
  })

  test('is previewed up to a bound, which says so where there is more, and deletes all of it', async () => {
    await checkpoint()
    const story = await buildNarrative(db())
    for (const days of [31, 32, 33]) await itemOf(days)
    for (const days of [91, 92]) await itemOf(days, story)
    const source = await buildSource(db())
    await placeHold(db(), by(stage.coordinator.actor), { kind: 'source', objectId: source.id, reason: REASON })
    for (const days of [31, 32, 33, 34])
      await sql`insert into source_fetch (id, source_id, at, outcome, duration_ms) values (gen_random_uuid(), ${source.id}, ${daysAgo(days)}, 'fetched', 1)`.execute(
        db(),
      )
    const purging = { world: LIVE_WORLD, now: TEST_NOW, periods: DEFAULT_PERIODS }
    const seen = await previewPurge(db(), purging, 2)
    const of = (name: string) => seen.find((row) => row.class === name)
    expect(of('unclustered_items')).toMatchObject({ deleted: 2, isCapped: true })
    expect(of('narrative_items')).toMatchObject({ deleted: 2, isCapped: false })
    expect(of('fetch_log')).toMatchObject({ deleted: 0, held: 2, isCapped: true })
    expect(of('screened_out')).toMatchObject({ deleted: 0, isCapped: false })
    const { classes } = await runPurge(db(), job)
    expect(classes.find((row) => row.class === 'unclustered_items')).toMatchObject({ deleted: 3 })
    expect(classes.find((row) => row.class === 'fetch_log')).toMatchObject({ deleted: 0, held: 4 })
  })

  test('waits for the checkpoint of the engine, and asks for it', async () => {
    const story = await buildNarrative(db())
    await sql`insert into engine_shard (world, shard) values ('live', 'en')`.execute(db())
    const item = await itemOf(91, story)
    expect((await runPurge(db(), job)).classes[2]).toMatchObject({ deleted: 0, engine: 1 })
    const shard = await db().selectFrom('engineShard').select('checkpointWantedAt').executeTakeFirstOrThrow()
    expect(shard.checkpointWantedAt).toEqual(TEST_NOW)
    await checkpoint()
    expect((await runPurge(db(), job)).classes[2]).toMatchObject({ deleted: 1, engine: 0 })
    expect(await left(item)).toEqual([false])
  })

  test('keeps the evidence of a case while it is open and for its time afterwards', async () => {
    await checkpoint()
    const story = await buildNarrative(db())
    const opened = await buildCase(db(), stage.coordinator.actor, { narrativeId: story.id })
    const item = await itemOf(400, story)
    expect((await runPurge(db(), job)).classes[2]).toMatchObject({ deleted: 0, evidence: 1 })
    const close = (at: Date) =>
      db().updateTable('caseFile').set({ state: 'closed', closedAt: at }).where('id', '=', opened.id).execute()
    await close(daysAgo(364))
    await runPurge(db(), job)
    expect(await left(item)).toEqual([true])
    await close(daysAgo(366))
    await runPurge(db(), job)
    expect(await left(item)).toEqual([false])
  })

  test('drops a month that stands empty, and leaves one with something held in it', async () => {
    await sql`select ensure_partitions(${daysAgo(200)}::timestamptz, ${daysAgo(100)}::timestamptz)`.execute(db())
    const item = await itemOf(190)
    await placeHold(db(), by(stage.coordinator.actor), { kind: 'item', objectId: item.id, reason: REASON })
    const { partitions } = await runPurge(db(), job)
    const month = item.firstSeenAt.toISOString().slice(0, 7).replace('-', '')
    expect(partitions.length).toBeGreaterThan(0)
    expect(partitions).not.toContain(`item_${month}`)
    expect(await left(item)).toEqual([true])
    await expect(sql`drop table item_202611`.execute(db())).rejects.toThrow(/must be owner/)
  })

  test('deletes old fetches and declined tips, but not the fetches of a held source', async () => {
    const [held, free] = [await buildSource(db()), await buildSource(db())]
    await placeHold(db(), by(stage.coordinator.actor), { kind: 'source', objectId: held.id, reason: REASON })
    for (const { id } of [held, free])
      await sql`insert into source_fetch (id, source_id, at, outcome, duration_ms) values (gen_random_uuid(), ${id}, ${daysAgo(31)}, 'fetched', 1)`.execute(
        db(),
      )
    await sql`insert into tip (id, text, state, declined_reason, decided_at) values (gen_random_uuid(), 'x', 'declined', 'opinion', ${daysAgo(8)})`.execute(
      db(),
    )
    const { classes } = await runPurge(db(), job)
    expect(classes.find((row) => row.class === 'fetch_log')).toMatchObject({ deleted: 1, held: 1 })
    expect(classes.find((row) => row.class === 'tips_declined')).toMatchObject({ deleted: 1 })
  })

  test('deletes fact-checks that nothing carries any more, and ended sign-ins', async () => {
    const [held, free] = [await buildSource(db()), await buildSource(db())]
    await placeHold(db(), by(stage.coordinator.actor), { kind: 'source', objectId: held.id, reason: REASON })
    for (const [{ id }, days] of [
      [held, 366],
      [free, 366],
      [free, 364],
    ] as const)
      await sql`insert into claim_review (id, url, claim, claim_hash, rating, reviewer, source_id, first_seen_at, seen_at)
        values (gen_random_uuid(), 'https://check.example', 'x', gen_random_uuid()::text, 'False', 'Checker', ${id}, ${daysAgo(400)}, ${daysAgo(days)})`.execute(
        db(),
      )
    await sql`create table auth.session ("expiresAt" timestamptz not null)`.execute(database.ownerDb)
    await sql`grant usage on schema auth to public`.execute(database.ownerDb)
    await sql`grant select, delete on auth.session to public`.execute(database.ownerDb)
    await sql`insert into auth.session values (${daysAgo(8)}), (${daysAgo(6)})`.execute(database.ownerDb)
    const { classes } = await runPurge(db(), job)
    expect(classes.find((row) => row.class === 'claim_reviews')).toMatchObject({ deleted: 1, held: 1 })
    expect(classes.find((row) => row.class === 'sessions')).toMatchObject({ deleted: 1, held: 0 })
  })

  test('never deletes what is held, and leaves nothing else past its period', async () => {
    await checkpoint()
    const stories = [
      await buildNarrative(db()),
      await buildNarrative(db(), { state: 'dismissed', dismissedReason: 'opinion', triagedAt: daysAgo(300) }),
    ]
    const drawn = fc.record({
      days: fc.integer({ min: 0, max: 150 }),
      story: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined }),
      hold: fc.constantFrom('none', 'item', 'source', 'profile', 'sighting'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 8 }), async (items) => {
        const made = []
        for (const { days, story, hold } of items) {
          const item = await itemOf(days, story === undefined ? undefined : stories[story])
          const profile = await buildProfile(db(), [item.sourceId])
          const objects = { item: item.id, source: item.sourceId, profile: profile.id, sighting: await sight(item) }
          if (hold !== 'none') {
            const kind = hold === 'sighting' ? 'source' : hold
            await placeHold(db(), by(stage.coordinator.actor), { kind, objectId: objects[hold], reason: REASON })
          }
          const period = story === undefined ? 30 : story === 1 ? 7 : 90
          made.push({ item, stays: hold !== 'none' || days <= period })
        }
        const purging = { world: LIVE_WORLD, now: TEST_NOW, periods: DEFAULT_PERIODS }
        const before = await previewPurge(db(), purging)
        expect(before).toEqual(uncapped((await runPurge(db(), job)).classes))
        const due = (await previewPurge(db(), purging)).map(({ deleted }) => deleted)
        expect(Math.max(...due)).toBe(0)
        expect(await left(...made.map(({ item }) => item))).toEqual(made.map(({ stays }) => stays))
      }),
      { numRuns: 12 },
    )
  })
})

describe('a legal hold', () => {
  const place = (who: Stage['coordinator'], objectId: string, now = TEST_NOW) =>
    placeHold(db(), by(who.actor, now), { kind: 'narrative', objectId, reason: REASON })

  test('protects from its placing, is confirmed by a second person, and lifted by a third', async () => {
    await checkpoint()
    const story = await buildNarrative(db())
    const item = await itemOf(120, story)
    await expect(place(stage.analyst, story.id)).rejects.toBeInstanceOf(Forbidden)
    await expect(place(stage.coordinator, item.id)).rejects.toBeInstanceOf(NotFound)
    expect(await countAudit(db(), () => place(stage.coordinator, story.id))).toBe(1)
    expect(await countAudit(db(), () => place(second, story.id))).toBe(0)
    const { id } = await place(second, story.id)
    const move = (who: Stage['coordinator'], to: 'confirm' | 'lift') =>
      moveHold(db(), by(who.actor), { id, move: to, reason: 'Checked with the lawyers.' })
    await expect(move(stage.coordinator, 'confirm')).rejects.toMatchObject({ code: 'second_person_needed' })
    await expect(move(stage.administrator, 'confirm')).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => move(stage.auditor, 'confirm'))).toBe(1)
    expect(await countAudit(db(), () => move(stage.auditor, 'confirm'))).toBe(0)
    await runPurge(db(), job)
    expect(await left(item)).toEqual([true])
    await expect(move(stage.coordinator, 'lift')).rejects.toMatchObject({ code: 'second_person_needed' })
    await expect(move(stage.auditor, 'lift')).rejects.toMatchObject({ code: 'third_person_needed' })
    await move(second, 'lift')
    await runPurge(db(), job)
    expect(await left(item)).toEqual([false])
  })

  test('is lifted by the operator where two people are all there are, who stands by name in record and list', async () => {
    const story = await buildNarrative(db())
    const { id } = await place(stage.coordinator, story.id)
    await moveHold(db(), by(stage.auditor.actor), { id, move: 'confirm', reason: REASON })
    const operator = { kind: 'operator' as const, name: 'operator ada', world: LIVE_WORLD }
    const lift = () => moveHold(db(), by(operator), { id, move: 'lift', reason: 'The court closed the case.' })
    expect([await countAudit(db(), lift), await countAudit(db(), lift)]).toEqual([1, 0])
    const scope = scopeOf(operator, 'retention.read')!
    const [hold] = await listHolds(db(), scope, operator, TEST_NOW, { kind: 'narrative', objectId: story.id })
    expect(hold).toMatchObject({
      state: 'lifted',
      liftedBy: 'operator ada',
      liftedAt: TEST_NOW.toISOString(),
      endedReason: 'The court closed the case.',
    })
    const entry = db().selectFrom('auditEvent').selectAll().where('objectId', '=', id).where('action', '=', 'lifted')
    expect(await entry.executeTakeFirstOrThrow()).toMatchObject({ actorKind: 'operator', actorName: 'operator ada' })
  })

  test('lapses when nobody confirms it, and follows a narrative that was merged', async () => {
    await checkpoint()
    const into = await buildNarrative(db())
    const from = await buildNarrative(db(), { state: 'merged', mergedInto: into.id })
    const item = await itemOf(120, into)
    await place(stage.coordinator, from.id, daysAgo(6.9))
    await runPurge(db(), job)
    expect(await left(item)).toEqual([true])
    await runPurge(db(), byStage('purge-expired', LIVE_WORLD, new Date(TEST_NOW.getTime() + 86_400_000)))
    expect(await left(item)).toEqual([false])
  })
})

describe('a period', () => {
  test('is set by an administrator with a reason, within its limit, once', async () => {
    const change = (who: Stage['coordinator'], days: number) =>
      changeRetention(db(), by(who.actor), {
        period: 'narrative_items',
        days,
        reason: 'Decided by the data protection officer.',
      })
    await expect(change(stage.coordinator, 30)).rejects.toBeInstanceOf(Forbidden)
    await expect(change(stage.administrator, 4000)).rejects.toMatchObject({ code: 'period_too_long' })
    expect(await countAudit(db(), () => change(stage.administrator, 30))).toBe(1)
    expect(await countAudit(db(), () => change(stage.administrator, 30))).toBe(0)
    expect(await readRetentionPeriods(db())).toEqual({ ...DEFAULT_PERIODS, narrative_items: 30 })
  })
})
