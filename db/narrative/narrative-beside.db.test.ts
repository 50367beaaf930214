import { logEntryIdSchema, narrativeIdSchema } from '@hub/core/ids.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { buildCase } from '../../tests/support/build-case.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { unitDescendants } from '../unit/queries.ts'
import { getNarrative } from './get-narrative.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const db = () => database.db

async function read(id: string, actor = stage.coordinator.actor) {
  const tree = await unitDescendants(db())
  const scope = scopeOf(actor, 'narrative.read', tree)
  if (!scope) throw new Error('This actor reads no narratives.')
  const reading = { scope, caseScope: scopeOf(actor, 'case.read', tree), now: TEST_NOW }
  return getNarrative(db(), reading, narrativeIdSchema.parse(id))
}

test('responses of its cases are told to those who may know of the case, without the corrected ones', async () => {
  const narrative = await buildNarrative(db())
  const { id: caseId, reference } = await buildCase(db(), stage.coordinator.actor, { narrativeId: narrative.id })
  const eventAt = TEST_NOW.toISOString()
  const respond = (option: 'debunk' | 'monitor', key: string) =>
    writeLogEntry(db(), by(stage.coordinator.actor), caseId, {
      content: { kind: 'response', option, text: 'Said so.', audience: '', channel: '', url: null, objective: '' },
      eventAt,
      lateReason: null,
      idempotencyKey: key,
    })
  const first = await respond('debunk', 'response-1')
  await respond('monitor', 'response-2')
  await writeLogEntry(db(), by(stage.coordinator.actor), caseId, {
    content: { kind: 'correction', correctsId: logEntryIdSchema.parse(first.id), text: 'Not sent after all.' },
    eventAt,
    lateReason: null,
    idempotencyKey: 'correction-1',
  })
  expect((await read(narrative.id)).responses).toEqual([{ caseId, reference, option: 'monitor', at: eventAt }])
  expect((await read(narrative.id, stage.outsider.actor)).responses).toEqual([])
})

test('edited items are those whose feed changed its words, not those whose page was read', async () => {
  const narrative = await buildNarrative(db())
  const source = await buildSource(db())
  const [edited, fetched] = [await buildItem(db(), source), await buildItem(db(), source)]
  for (const item of [edited, fetched]) {
    await placeItem(db(), narrative, item)
    for (const revision of [1, 2]) {
      await db()
        .insertInto('itemRevision')
        .values({
          itemId: item.id,
          revision,
          firstSeenAt: item.firstSeenAt,
          seenAt: TEST_NOW,
          title: item.title,
          text: `${revision}`,
          contentHash: `${revision}`,
          origin: item === fetched && revision === 2 ? 'page' : 'feed',
        })
        .execute()
    }
  }
  expect((await read(narrative.id)).edited).toMatchObject({ count: 1, items: [{ id: edited.id, edits: 1 }] })
})

test('the nearest narratives are counted over runners-up and followed through merges', async () => {
  const [narrative, near, gone] = [await buildNarrative(db()), await buildNarrative(db()), await buildNarrative(db())]
  await db().updateTable('narrative').set({ state: 'merged', mergedInto: near.id }).where('id', '=', gone.id).execute()
  const source = await buildSource(db())
  const place = async (alternatives: { narrativeId: string; score: number }[]) =>
    placeItem(db(), narrative, await buildItem(db(), source), { alternatives: JSON.stringify(alternatives) })
  await place([{ narrativeId: near.id, score: 0.2 }])
  await place([
    { narrativeId: gone.id, score: 0.3 },
    { narrativeId: narrative.id, score: 0.5 },
  ])
  expect((await read(narrative.id)).alternatives).toEqual([
    { narrativeId: near.id, title: near.title, language: 'en', items: 2, score: 0.3 },
  ])
})
