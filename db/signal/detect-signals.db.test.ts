import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildRule, buildStarterRules } from '@hub/tests/support/build-rules.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import type { NewRow, Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { detectSignals } from './detect-signals.ts'

const SHARD = 'live/en'
let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  await buildStarterRules(database.db)
  return () => database.close()
})

/** Items of so many further publishers in a narrative. */
async function grow(
  narrative: Row<'narrative'>,
  publishers: number,
  given: { source?: Partial<NewRow<'source'>>; item?: Partial<NewRow<'item'>>; copyOf?: Row<'item'> } = {},
): Promise<Row<'item'>[]> {
  const items: Row<'item'>[] = []
  for (let index = 0; index < publishers; index += 1) {
    const source = await buildSource(database.db, given.source)
    const item = await buildItem(database.db, source, given.item)
    await placeItem(database.db, narrative, item, given.copyOf ? { copyOf: given.copyOf.id } : {})
    items.push(item)
  }
  return items
}
const detect = (minutes = 1, limit = 100) =>
  detectSignals(
    database.db,
    byStage('detect-signals', LIVE_WORLD, new Date(TEST_NOW.getTime() + minutes * 60_000)),
    SHARD,
    limit,
  )
const signals = () => database.db.selectFrom('signal').selectAll().orderBy('id').execute()
const emerging = () => buildNarrative(database.db, { shard: SHARD })

describe('detectSignals', () => {
  test('raises a signal with its numbers, an alert and the work that follows, once', async () => {
    const narrative = await emerging()
    await grow(narrative, 4)
    expect(await detect()).toEqual({ assignments: 4, narratives: 1, signals: 1 })
    expect(await detect()).toEqual({ assignments: 0, narratives: 0, signals: 0 })
    const [signal] = await signals()
    expect(signal).toMatchObject({
      kind: 'emergence',
      severity: 'S3',
      narrativeId: narrative.id,
      numbers: { publishers: 4, items: 4, copies: 0, because: 'first' },
    })
    const alerts = await database.db.selectFrom('alert').selectAll().execute()
    expect(alerts).toMatchObject([{ signalId: signal?.id, state: 'raised', severity: 'S3' }])
    const outbox = await database.db.selectFrom('outbox').select(['topic', 'aggregateId']).execute()
    expect(outbox).toEqual([{ topic: 'route-alerts', aggregateId: alerts[0]?.id }])
  })

  test('says nothing again until something rose', async () => {
    const narrative = await emerging()
    await grow(narrative, 3)
    await detect()
    await grow(narrative, 1)
    expect(await detect(2)).toMatchObject({ narratives: 1, signals: 0 })
    await grow(narrative, 4)
    expect(await detect(3)).toMatchObject({ signals: 1 })
    expect((await signals()).map(({ severity }) => severity)).toEqual(['S3', 'S2'])
  })

  test('two detections at once raise one signal', async () => {
    await grow(await emerging(), 3)
    const both = await Promise.all([detect(), detect()])
    expect(both.map((found) => found.signals).toSorted()).toEqual([0, 1])
  })

  test('looks in portions, and the cursor keeps its place', async () => {
    await grow(await emerging(), 5)
    expect(await detect(1, 2)).toMatchObject({ assignments: 2 })
    expect(await detect(1, 2)).toMatchObject({ assignments: 2 })
    expect(await detect(1, 2)).toMatchObject({ assignments: 1 })
    expect(await detect(1, 2)).toMatchObject({ assignments: 0 })
  })

  test('a dismissed narrative, one publisher, and the signal of a narrative merged into this one', async () => {
    await grow(await buildNarrative(database.db, { shard: SHARD, state: 'dismissed' }), 5)
    const source = await buildSource(database.db)
    const busy = await emerging()
    for (let n = 0; n < 6; n += 1) await placeItem(database.db, busy, await buildItem(database.db, source))
    expect(await detect()).toMatchObject({ signals: 0 })
    const merged = await emerging()
    await grow(merged, 3)
    await detect()
    const survivor = await emerging()
    await database.db
      .updateTable('narrative')
      .set({ state: 'merged', mergedInto: survivor.id })
      .where('id', '=', merged.id)
      .execute()
    await grow(survivor, 3)
    expect(await detect(2)).toMatchObject({ narratives: 1, signals: 0 })
  })

  test('a narrative that reaches a community for the first time', async () => {
    const narrative = await emerging()
    const later = { firstSeenAt: new Date(TEST_NOW.getTime() + 3_600_000) }
    await grow(narrative, 2, { source: { community: 'north' } })
    await detect()
    await grow(narrative, 1, { source: { community: 'south' }, item: later })
    await detect(62)
    const found = await signals()
    expect(
      found
        .filter(({ kind }) => kind === 'first_appearance')
        .map(({ severity, numbers }) => ({ severity, value: numbers.value, before: numbers.before })),
    ).toEqual([{ severity: 'S4', value: 'south', before: ['north'] }])
    await grow(narrative, 1, { source: { community: 'south' }, item: later })
    await detect(63)
    expect((await signals()).map(({ kind }) => kind).toSorted()).toEqual(['breakout', 'emergence', 'first_appearance'])
    expect((await signals()).find(({ kind }) => kind === 'breakout')?.numbers).toMatchObject({
      category: 2,
      platforms: ['web'],
      communities: ['north', 'south'],
    })
  })

  test('items about the past are counted and raise nothing', async () => {
    const narrative = await emerging()
    await grow(narrative, 5, { item: { eventAt: new Date('2026-11-01T10:00:00Z') } })
    expect(await detect()).toMatchObject({ narratives: 1, signals: 0 })
  })

  test('an hour that was missed is judged by its own time', async () => {
    const narrative = await emerging()
    await grow(narrative, 3, { item: { eventAt: new Date(TEST_NOW.getTime() - 20 * 3_600_000) } })
    await detect()
    expect(await signals()).toMatchObject([{ kind: 'emergence', hour: new Date('2026-11-22T16:00:00Z') }])
  })

  test('a keyword rule looks for its words; a rule that is switched off raises nothing', async () => {
    await database.db.updateTable('detectionRule').set({ enabled: false }).execute()
    const rule = await buildRule(database.db, {
      kind: 'keyword',
      title: 'Boil notices',
      terms: ['boil water'],
      exclusions: ['recipe'],
      minItems: 2,
      minPublishers: 2,
      severity: 'S2',
    })
    const narrative = await emerging()
    await grow(narrative, 1)
    await grow(narrative, 3, { item: { text: 'Boil water for this recipe.' } })
    expect(await detect()).toMatchObject({ signals: 0 })
    await grow(narrative, 1)
    expect(await detect(2)).toMatchObject({ signals: 1 })
    expect(await signals()).toMatchObject([
      { kind: 'keyword', severity: 'S2', ruleId: rule.id, numbers: { items: 2, publishers: 2, rule: 'Boil notices' } },
    ])
  })
})
