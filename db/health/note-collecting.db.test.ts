import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { Forbidden } from '../errors.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { noteCollecting } from './note-collecting.ts'
import { readCollectingView } from './read-collecting-view.ts'

const MINUTE = 60_000
const at = (minutes: number) => new Date(TEST_NOW.getTime() + minutes * MINUTE)
const scope = scopeOf({ kind: 'operator', name: 'test', world: LIVE_WORLD }, 'source.read')!
let database: TestDatabase
let ids: SourceId[]
const db = () => database.db
const note = (minutes: number) => noteCollecting(db(), byStage('watch-collecting', LIVE_WORLD, at(minutes)))
const view = (minutes: number) => readCollectingView(db(), scope, at(minutes))
const setGood = (minutes: number, id?: SourceId) =>
  db()
    .updateTable('source')
    .set({ lastGoodAt: at(minutes), lastFetchAt: at(minutes), nextFetchAt: at(minutes + 30), failures: 0 })
    .where('id', 'in', id ? [id] : ids)
    .execute()
const setFailed = (minutes: number) =>
  db()
    .updateTable('source')
    .set((eb) => ({ lastFetchAt: at(minutes), failures: eb('failures', '+', 1) }))
    .execute()

beforeAll(async () => {
  database = await createTestDatabase()
  ids = []
  for (let count = 0; count < 3; count += 1) ids.push((await buildSource(db())).id)
  await buildProfile(db(), ids, { startsAt: at(-1000) })
  await setGood(0)
})
afterAll(() => database.close())

test('a stop is noted once, said while it lasts, and for a day after the first source that answered', async () => {
  const person = by((await buildUser(db(), { role: 'coordinator', unitId: (await buildUnit(db())).id })).actor)
  await expect(noteCollecting(db(), person)).rejects.toBeInstanceOf(Forbidden)
  expect(await countAudit(db(), () => note(10))).toBe(0)
  expect(await view(10)).toEqual({ stopped: null, resumed: null })

  await setFailed(16)
  expect(await countAudit(db(), () => note(17))).toBe(1)
  expect([await note(18), await countAudit(db(), () => note(19))]).toEqual(['as_before', 0])
  const stopped = { since: at(0).toISOString(), failed: 3, late: 0 }
  expect(await view(19)).toEqual({ stopped, resumed: null })

  await setGood(38, ids[1])
  await setGood(39, ids[2])
  expect(await countAudit(db(), () => note(40))).toBe(1)
  expect(await note(41)).toBe('as_before')
  const resumed = { id: expect.any(String), at: at(38).toISOString(), stoodStillMs: 38 * MINUTE }
  expect(await view(41)).toEqual({ stopped: null, resumed })
  expect((await view(38 + 24 * 60)).resumed).toBeNull()
  const audit = await db()
    .selectFrom('auditEvent')
    .select(['action', 'details'])
    .where('noun', '=', 'collecting')
    .orderBy('at')
    .execute()
  expect(audit.map(({ action }) => action)).toEqual(['stopped', 'works again'])
})

test('a stop does not end because every source is paused, and another one is noted anew', async () => {
  await setFailed(100)
  expect(await note(101)).toBe('stopped')
  await db().updateTable('source').set({ state: 'paused' }).execute()
  expect([await note(102), await view(102)]).toEqual(['as_before', { stopped: null, resumed: expect.anything() }])
  await db().updateTable('source').set({ state: 'approved' }).execute()
  await setGood(120)
  expect(await note(121)).toBe('resumed')
  expect((await view(121)).resumed).toMatchObject({ at: at(120).toISOString(), stoodStillMs: 81 * MINUTE })
})
