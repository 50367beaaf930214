import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { SourceId } from '@hub/core/ids.ts'
import { buildUnit, buildUser, by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile, buildSources } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Forbidden } from '../errors.ts'
import type { WriteBy } from '../write.ts'
import { confirmIntent, findSubscription, type HeldSubscription } from './answer-hub.ts'
import { claimSubscriptions, type DueSubscription } from './claim-subscriptions.ts'
import { finishAttempt } from './finish-attempt.ts'
import { noteHub } from './note-hub.ts'
import { listRefusedHubs, refusePush } from './refuse-push.ts'
import { takePush } from './take-push.ts'

const HUB = { hubUrl: 'https://hub.example/', topicUrl: 'https://paper.example/feed' }
const JOB = by(TEST_JOB)

let database: TestDatabase
let administrator: WriteBy
let sourceId: SourceId
beforeAll(async () => {
  database = await createTestDatabase()
  const unit = await buildUnit(database.db)
  administrator = by((await buildUser(database.db, { role: 'administrator', unitId: unit.id })).actor)
  const [source] = await buildSources(database.db, ['https://paper.example/feed'])
  if (!source) throw new Error('No source was built.')
  sourceId = source.id
  await buildProfile(database.db, [sourceId])
})
afterAll(() => database?.close())
beforeEach(() => database.db.deleteFrom('websubSubscription').execute())

const claim = () => claimSubscriptions(database.db, { world: LIVE_WORLD, now: TEST_NOW, limit: 10 })
const stored = () => database.db.selectFrom('websubSubscription').selectAll().executeTakeFirstOrThrow()

async function noted(): Promise<HeldSubscription> {
  await noteHub(database.db, JOB, sourceId, HUB)
  const held = await findSubscription(database.db, (await stored()).token)
  if (!held) throw new Error('The subscription is not there.')
  return held
}
async function claimed(): Promise<DueSubscription> {
  await noted()
  const [due] = await claim()
  if (!due) throw new Error('Nothing was claimed.')
  return due
}
async function active(): Promise<HeldSubscription> {
  const held = await noted()
  await database.db
    .updateTable('websubSubscription')
    .set({ state: 'active', leaseEndsAt: new Date(TEST_NOW.getTime() + 86_400_000) })
    .execute()
  await database.db
    .updateTable('source')
    .set({ nextFetchAt: new Date(TEST_NOW.getTime() + 3_600_000) })
    .where('id', '=', sourceId)
    .execute()
  return { ...held, state: 'active', leaseEndsAt: new Date(TEST_NOW.getTime() + 86_400_000) }
}
const INTENT = { mode: 'subscribe', topic: HUB.topicUrl, leaseSeconds: 86_400, reason: null } as const

/** Each verb, made ready to be run by somebody; run again it is to change nothing more. */
const VERBS: readonly [string, () => Promise<(who: WriteBy) => Promise<unknown>>][] = [
  ['noteHub', async () => (who) => noteHub(database.db, who, sourceId, HUB)],
  [
    'confirmIntent',
    async () => {
      const held = await noted()
      return (who) => confirmIntent(database.db, who, held, INTENT)
    },
  ],
  [
    'finishAttempt',
    async () => {
      const due = await claimed()
      return (who) => finishAttempt(database.db, who, due, null)
    },
  ],
  [
    'takePush',
    async () => {
      const held = await active()
      return (who) => takePush(database.db, who, held)
    },
  ],
  [
    'refusePush',
    async () => {
      const held = await active()
      return (who) => refusePush(database.db, who, held)
    },
  ],
]

describe.each(VERBS)('%s', (_, prepare) => {
  test('is no act of any person, leaves one audit entry and is safe to run twice', async () => {
    const act = await prepare()
    await expect(act(administrator)).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(database.db, () => act(JOB))).toBe(1)
    const first = await stored()
    expect(await countAudit(database.db, () => act(JOB))).toBe(0)
    expect(await stored()).toEqual(first)
  })
})

test('a subscription is claimed once, until its claim runs out', async () => {
  await noted()
  expect(await claim()).toHaveLength(1)
  expect(await claim()).toEqual([])
})

test('a hub asks back about another topic, or about what nobody asked for: nothing changes', async () => {
  const held = await noted()
  const other = { ...INTENT, topic: 'https://other.example/' }
  const farewell = { ...INTENT, mode: 'unsubscribe' } as const
  for (const intent of [other, farewell]) {
    expect(await countAudit(database.db, () => confirmIntent(database.db, JOB, held, intent))).toBe(0)
    expect((await stored()).state).toBe('wanted')
  }
})

test('hubs whose pushes are refused are named to the operator until their subscription stands without a problem', async () => {
  const held = await active()
  expect(await listRefusedHubs(database.db, LIVE_WORLD)).toEqual([])
  await refusePush(database.db, JOB, held)
  expect(await listRefusedHubs(database.db, LIVE_WORLD)).toEqual([HUB.hubUrl])
})
