import { narrativeIdSchema } from '@hub/core/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildCase } from '../../tests/support/build-case.ts'
import { buildNarrative } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import { confirmNarrative } from './confirm-narrative.ts'
import { dismissNarrative } from './dismiss-narrative.ts'
import { rateNarrative } from './rate-narrative.ts'
import { renameNarrative } from './rename-narrative.ts'
import { undoTriage } from './undo-triage.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const toldOf = (narrativeId: string) =>
  database.db
    .selectFrom('engineRuling')
    .innerJoin('narrativeRuling', 'narrativeRuling.id', 'engineRuling.rulingId')
    .selectAll('engineRuling')
    .where('narrativeRuling.narrativeId', '=', narrativeIdSchema.parse(narrativeId))
    .orderBy('engineRuling.id')
    .execute()
const rulingsOf = (narrativeId: Awaited<ReturnType<typeof buildNarrative>>['id']) =>
  database.db.selectFrom('narrativeRuling').selectAll().where('narrativeId', '=', narrativeId).orderBy('id').execute()

describe('confirmNarrative', () => {
  test('confirms, rates, tells the engine from the shard’s present number on; twice is once', async () => {
    await database.db
      .insertInto('engineShard')
      .values({ world: 'live', shard: 'xx', owner: null, leasedUntil: null, nextSeq: 42 })
      .execute()
    const { id } = await buildNarrative(database.db, { shard: 'xx' })
    const confirmed = await confirmNarrative(database.db, by(stage.analyst.actor), id, {
      severity: 'S1',
      expectedVersion: 1,
    })
    await confirmNarrative(database.db, by(stage.analyst.actor), id, { severity: 'S1', expectedVersion: 1 })
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      severity: 'S1',
      triagedAt: TEST_NOW,
      triagedBy: stage.analyst.id,
      rowVersion: 2,
    })
    expect(await rulingsOf(id)).toMatchObject([{ kind: 'confirm', ruledBy: stage.analyst.id }])
    expect(await toldOf(id)).toMatchObject([
      { shard: 'xx', shardSeq: 41, payload: { kind: 'confirm', narrativeId: id } },
    ])
    expect(await auditOf(database.db, 'narrative', id)).toHaveLength(1)
  })

  test('a stale version is refused with the present one', async () => {
    const { id } = await buildNarrative(database.db)
    await renameNarrative(database.db, by(stage.lead.actor), id, { title: 'A better name' })
    const stale = confirmNarrative(database.db, by(stage.analyst.actor), id, { expectedVersion: 1 })
    await expect(stale).rejects.toMatchObject({
      code: 'stale_version',
      current: { title: 'A better name', rowVersion: 2 },
    })
  })

  test('in a shard no engine has taken yet the ruling binds from the start', async () => {
    const { id } = await buildNarrative(database.db, { shard: 'fresh' })
    await confirmNarrative(database.db, by(stage.analyst.actor), id, {})
    expect(await toldOf(id)).toMatchObject([{ shardSeq: 0 }])
  })
})

describe('dismissNarrative, rateNarrative, renameNarrative', () => {
  test('a dismissal keeps its reason and closes the narrative for the engine', async () => {
    const { id } = await buildNarrative(database.db)
    const dismissed = await dismissNarrative(database.db, by(stage.analyst.actor), id, { reason: 'opinion' })
    await dismissNarrative(database.db, by(stage.analyst.actor), id, { reason: 'opinion' })
    expect(dismissed).toMatchObject({ state: 'dismissed', dismissedReason: 'opinion' })
    expect(await rulingsOf(id)).toMatchObject([{ kind: 'dismiss', reason: 'opinion' }])
    expect(await auditOf(database.db, 'narrative', id)).toHaveLength(1)
    const rate = rateNarrative(database.db, by(stage.analyst.actor), id, { severity: 'S3' })
    await expect(rate).rejects.toMatchObject({ code: 'narrative_dismissed' })
  })

  test('a rating leaves the state and the engine alone', async () => {
    const { id } = await buildNarrative(database.db)
    const rated = await rateNarrative(database.db, by(stage.analyst.actor), id, { severity: 'S3' })
    expect(rated).toMatchObject({ state: 'emerging', severity: 'S3', triagedAt: TEST_NOW })
    expect(await rulingsOf(id)).toEqual([])
  })

  test('a merged narrative is decided on where it lives', async () => {
    const into = await buildNarrative(database.db)
    const { id } = await buildNarrative(database.db, { state: 'merged', mergedInto: into.id })
    await expect(confirmNarrative(database.db, by(stage.analyst.actor), id, {})).rejects.toMatchObject({
      code: 'narrative_move_not_allowed',
    })
    await expect(renameNarrative(database.db, by(stage.analyst.actor), id, { title: 'New' })).rejects.toMatchObject({
      code: 'narrative_merged',
    })
  })

  test.each(['comms', 'auditor', 'trainer', 'administrator'] as const)('%s decides nothing', async (who) => {
    const { id } = await buildNarrative(database.db)
    const actor = by(stage[who].actor)
    await expect(confirmNarrative(database.db, actor, id, {})).rejects.toBeInstanceOf(Forbidden)
    await expect(dismissNarrative(database.db, actor, id, { reason: 'opinion' })).rejects.toBeInstanceOf(Forbidden)
    await expect(rateNarrative(database.db, actor, id, { severity: 'S1' })).rejects.toBeInstanceOf(Forbidden)
    await expect(renameNarrative(database.db, actor, id, { title: 'Mine' })).rejects.toBeInstanceOf(Forbidden)
    await expect(undoTriage(database.db, actor, id)).rejects.toBeInstanceOf(Forbidden)
    expect(await auditOf(database.db, 'narrative', id)).toHaveLength(0)
  })

  test('an unknown narrative is NotFound', async () => {
    await expect(
      confirmNarrative(database.db, by(stage.analyst.actor), newId(narrativeIdSchema), {}),
    ).rejects.toBeInstanceOf(NotFound)
  })
})

describe('undoTriage', () => {
  test('takes decisions back one by one, newest first, and tells the engine', async () => {
    const { id } = await buildNarrative(database.db)
    await rateNarrative(database.db, by(stage.analyst.actor), id, { severity: 'S3' })
    const later = new Date(TEST_NOW.getTime() + 60_000)
    await dismissNarrative(database.db, by(stage.analyst.actor, later), id, { reason: 'too_small' })
    const undo = () => undoTriage(database.db, by(stage.analyst.actor, later), id)
    expect(await undo()).toMatchObject({
      state: 'emerging',
      dismissedReason: null,
      severity: 'S3',
      triagedAt: TEST_NOW,
    })
    expect((await rulingsOf(id)).map(({ kind, undoneBy }) => [kind, undoneBy])).toEqual([['dismiss', stage.analyst.id]])
    expect((await toldOf(id)).at(-1)?.payload).toMatchObject({
      kind: 'place',
      stands: [{ id, isConfirmed: false, isClosed: false }],
    })
    expect(await undo()).toMatchObject({ state: 'emerging', severity: null, triagedAt: null, triagedBy: null })
    const atRest = await undo()
    expect(await undo()).toEqual(atRest)
    expect((await auditOf(database.db, 'narrative', id)).map(({ action }) => action)).toEqual([
      'rated',
      'dismissed',
      'triage undone',
      'triage undone',
    ])
  })

  test('of a confirmation on which a case rests is refused', async () => {
    const { id } = await buildNarrative(database.db)
    await confirmNarrative(database.db, by(stage.analyst.actor), id, {})
    await buildCase(database.db, stage.analyst.actor, { narrativeId: id })
    await expect(undoTriage(database.db, by(stage.analyst.actor), id)).rejects.toMatchObject({
      code: 'narrative_on_case',
    })
  })

  test('is refused when the narrative has moved on since', async () => {
    const into = await buildNarrative(database.db)
    const { id } = await buildNarrative(database.db)
    await dismissNarrative(database.db, by(stage.analyst.actor), id, { reason: 'opinion' })
    await database.db
      .updateTable('narrative')
      .set({ state: 'merged', mergedInto: into.id })
      .where('id', '=', id)
      .execute()
    await expect(undoTriage(database.db, by(stage.analyst.actor), id)).rejects.toMatchObject({
      code: 'narrative_moved_on',
    })
  })
})
