import { scopeOf } from '@hub/core/access/scope.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { type Rehearsal, rehearseSchema } from '@hub/core/signal/rehearsal-view.ts'
import { ruleSays } from '@hub/core/signal/rule-view.ts'
import { buildItem, buildNarrative, buildPublisher, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildRule } from '@hub/tests/support/build-rules.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { searchVector } from '../item/search-vector.ts'
import type { Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { detectSignals } from './detect-signals.ts'
import { rehearseRule, type RehearsalLimits } from './rehearse-rule.ts'

const SHARD = 'live/en'
const HOUR_MS = 3_600_000
let database: TestDatabase
let stage: Stage
let growth: Row<'detectionRule'>
let keyword: Row<'detectionRule'>
let appearance: Row<'detectionRule'>

/** Six narratives lived through hour by hour with live detection, over three days before now. */
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  stage = await buildStage(db)
  growth = await buildRule(db, { title: 'Growth' })
  appearance = await buildRule(db, { kind: 'first_appearance', title: 'New places', minPublishers: 2 })
  keyword = await buildRule(db, {
    kind: 'keyword',
    title: 'Boil',
    terms: ['boil water'],
    minPublishers: 2,
    minItems: 2,
  })
  const sources = []
  for (let n = 0; n < 8; n += 1) {
    const publisherId = (await buildPublisher(db, { name: `Paper ${n}` })).id
    sources.push(await buildSource(db, { publisherId, community: n < 5 ? 'north' : 'south' }))
  }
  const told = []
  for (let n = 0; n < 6; n += 1) {
    told.push(await buildNarrative(db, { shard: SHARD, title: `Story ${n}`, firstItemAt: at(-70), lastItemAt: at(0) }))
  }
  let step = 7
  for (let hour = -70; hour <= -1; hour += 1) {
    for (let n = 0; n < 3; n += 1) {
      step = (step * 37 + 11) % 997
      const narrative = told[step % told.length]!
      const source = sources[(step >> 2) % sources.length]!
      const text = step % 3 === 0 ? 'Boil water before use.' : 'The pipe was repaired.'
      const firstSeenAt = new Date(at(hour).getTime() + n * 60_000)
      await placeItem(db, narrative, await buildItem(db, source, { firstSeenAt, text, title: 'News' }))
      if (step % 2 === 0) await detect(new Date(firstSeenAt.getTime() + 30_000))
    }
    await detect(new Date(at(hour).getTime() + 59 * 60_000))
  }
  const vector = searchVector({ config: sql`'english'::text`, title: sql`title`, text: sql`text` })
  await sql`update item set search = ${vector}`.execute(db)
  await db.updateTable('narrative').set({ state: 'confirmed' }).where('id', '=', told[0]!.id).execute()
  await db.updateTable('narrative').set({ state: 'dismissed' }).where('id', '=', told[1]!.id).execute()
}, 120_000)
afterAll(() => database.close())

function at(hour: number): Date {
  return new Date(TEST_NOW.getTime() + hour * HOUR_MS)
}

const detect = (now: Date) => detectSignals(database.db, byStage('detect-signals', LIVE_WORLD, now), SHARD, 1_000)

async function rehearse(
  rule: Row<'detectionRule'>,
  change: object = {},
  limits?: RehearsalLimits,
  isNew = false,
): Promise<Rehearsal> {
  const scope = scopeOf(stage.analyst.actor, 'narrative.read')!
  const asked = { scope, now: TEST_NOW, signal: new AbortController().signal, ...(limits ? { limits } : {}) }
  const draft = rehearseSchema.parse({ rule: { ...ruleSays(rule), ...change }, ...(isNew ? {} : { id: rule.id }) })
  return rehearseRule(database.db, draft, asked)
}

test.each(['growth', 'keyword', 'first_appearance'] as const)(
  'a %s rule rehearsed as it stands fires where it fired',
  async (kind) => {
    const rule = { growth, keyword, first_appearance: appearance }[kind]
    const signals = await database.db.selectFrom('signal').selectAll().where('ruleId', '=', rule.id).execute()
    const live = new Set(signals.map(({ narrativeId, hour }) => `${narrativeId} ${hour?.toISOString()}`))
    expect(live.size).toBeGreaterThan(2)
    const found = await rehearse(rule)
    expect(new Set(found.rows.map(({ narrativeId, hour }) => `${narrativeId} ${hour}`))).toEqual(live)
    expect(found.rows.every(({ firedBy }) => firedBy === 'both')).toBe(true)
    expect(found.draft).toEqual(found.present)
    expect(found).toMatchObject({ isCut: false, readBy: kind === 'keyword' ? 'every_item' : 'hours' })
  },
)

test('a stricter draft fires less often, and what people made of the narratives is told', async () => {
  const found = await rehearse(growth, { minPublishers: 5 })
  expect(found.draft.fired).toBeLessThan(found.present?.fired ?? 0)
  expect(found.rows.some(({ firedBy }) => firedBy === 'present')).toBe(true)
  expect(found.present).toMatchObject({ narratives: 6, confirmed: 1, dismissed: 1 })
  const [newest] = found.rows
  expect(newest?.publishers.every((name) => name.startsWith('Paper'))).toBe(true)
  expect(newest?.publisherCount).toBe(newest?.publishers.length)
})

test('a keyword draft finds other words by every item and by the text index alike', async () => {
  const change = { terms: ['pipe was rep*'], minItems: 1, minPublishers: 1 }
  const everyItem = await rehearse(keyword, change)
  expect(everyItem.readBy).toBe('every_item')
  expect(everyItem.draft.fired).toBeGreaterThan(0)
  const byIndex = await rehearse(keyword, change, { ms: 60_000, itemsMax: 200 }, true)
  expect(byIndex.present).toBeNull()
  expect(byIndex.readBy).toBe('text_index')
  expect(byIndex).toMatchObject({ draft: everyItem.draft, isCut: false })
})

test('it stops at its limits and says so, ends when it is given up, and refuses to look for a person', async () => {
  expect(await rehearse(keyword, {}, { ms: 60_000, itemsMax: 20 })).toMatchObject({ itemsRead: 20, isCut: true })
  expect(await rehearse(keyword, {}, { ms: -1, itemsMax: 20_000 })).toMatchObject({ isCut: true })
  await expect(rehearse(keyword, { terms: ['@some_body'] })).rejects.toMatchObject({ code: 'term_refused' })
  const scope = scopeOf(stage.analyst.actor, 'narrative.read')!
  const asked = { scope, now: TEST_NOW, signal: AbortSignal.abort() }
  await expect(rehearseRule(database.db, { rule: ruleSays(growth) }, asked)).rejects.toMatchObject({
    name: 'AbortError',
  })
})
