import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { normaliseVector } from '@hub/core/model/vector.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden } from '../errors.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { listUnembedded } from './list-unembedded.ts'
import { saveEmbeddings } from './save-embeddings.ts'

let database: TestDatabase
const db = () => database.db
const later = (ms: number) => new Date(TEST_NOW.getTime() + ms)
const vector = (...numbers: number[]) => normaliseVector(numbers)!
const save = (rows: [NarrativeId, Float32Array][], itemCount = 3, model = 'm') =>
  saveEmbeddings(
    db(),
    byStage('embed-narratives', LIVE_WORLD, TEST_NOW),
    model,
    rows.map(([narrativeId, numbers]) => ({ narrativeId, vector: numbers, itemCount })),
  )
const wanting = async (now = TEST_NOW, labels = ['AMBER', 'GREEN', 'CLEAR'] as const) =>
  (await listUnembedded(db(), { world: LIVE_WORLD, model: 'm', labels, now, limit: 50 })).map(({ id }) => id)

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().deleteFrom('narrativeEmbedding').execute()
  await db().updateTable('narrative').set({ state: 'dismissed' }).execute()
})

async function buildStory(items: number, kind: 'feed' | 'tip' = 'feed', language = 'en'): Promise<NarrativeId> {
  const narrative = await buildNarrative(db(), { language })
  const source = await buildSource(db(), { kind })
  for (let index = 0; index < items; index += 1) await placeItem(db(), narrative, await buildItem(db(), source))
  return narrative.id
}

describe('narratives that want a vector', () => {
  test('have three items, one of which may be sent, and none yet or too old a one', async () => {
    const id = await buildStory(3)
    await buildStory(2)
    await buildStory(3, 'tip')
    expect(await wanting()).toEqual([id])
    expect(await wanting(later(31 * 86_400_000))).toEqual([])
    await save([[id, vector(1, 2)]])
    expect(await wanting(later(86_400_000))).toEqual([])
    await db().updateTable('narrative').set({ itemCount: 4 }).where('id', '=', id).execute()
    expect(await wanting()).toEqual([id])
    await save([[id, vector(1, 2)]], 100)
    expect([await wanting(), await wanting(later(3_700_000))]).toEqual([[], [id]])
    await save([[id, vector(1, 2)]], 4, 'other')
    expect(await wanting()).toEqual([id])
    await db().updateTable('narrative').set({ tlp: 'AMBER+STRICT' }).where('id', '=', id).execute()
    expect(await wanting()).toEqual([])
  })

  test('say when their words may have been handed in', async () => {
    const id = await buildStory(3)
    const list = () =>
      listUnembedded(db(), { world: LIVE_WORLD, model: 'm', labels: ['AMBER'], now: TEST_NOW, limit: 5 })
    expect(await list()).toMatchObject([{ id, title: 'Tap water unsafe after pipe repair', isHandedIn: false }])
    await db().updateTable('narrative').set({ titleSource: 'person' }).where('id', '=', id).execute()
    expect(await list()).toMatchObject([{ id, title: '' }])
    await placeItem(db(), { id, shard: 'en' }, await buildItem(db(), await buildSource(db(), { kind: 'manual' })))
    expect(await list()).toMatchObject([{ id, isHandedIn: true }])
  })
})

describe('keeping vectors', () => {
  test('is for the pipeline alone, leaves one entry a batch, and is safe to run twice', async () => {
    const id = await buildStory(3)
    const analyst = by((await buildUser(db(), { role: 'analyst', unitId: (await buildUnit(db())).id })).actor)
    await expect(saveEmbeddings(db(), analyst, 'm', [])).rejects.toBeInstanceOf(Forbidden)
    const act = async () => void (await save([[id, vector(1, 2)]]))
    expect([await countAudit(db(), act), await countAudit(db(), act)]).toEqual([1, 1])
    expect(await db().selectFrom('narrativeEmbedding').select('dimensions').execute()).toEqual([{ dimensions: 2 }])
  })

  test('refuses a batch of another size than the model had, whole', async () => {
    const [first, second] = [await buildStory(3), await buildStory(3)]
    await save([[first, vector(1, 2)]])
    const mixed: [NarrativeId, Float32Array][] = [
      [first, vector(1, 1)],
      [second, vector(1, 2, 3)],
    ]
    expect(await countAudit(db(), async () => void (await save(mixed)))).toBe(0)
    expect(await save(mixed)).toEqual({ ok: false, dimensions: 2 })
    expect(await save([[second, vector(1, 2, 3)]], 3, 'other')).toEqual({ ok: true, saved: 1 })
  })
})
