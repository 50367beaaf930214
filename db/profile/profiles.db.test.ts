import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Conflict, Forbidden } from '../errors.ts'
import { claimDueSources } from '../stream/claim-due-sources.ts'
import { finishPoll } from '../stream/finish-poll.ts'
import type { FinishedPoll } from '../stream/finished-poll.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { askExtension } from './ask-extension.ts'
import { closeProfiles } from './close-profiles.ts'
import { decideExtension } from './decide-extension.ts'
import { getProfile, listProfileSteps } from './queries.ts'
import { withdrawProfile } from './withdraw-profile.ts'

const DAY_MS = 86_400_000
const later = (days: number) => new Date(TEST_NOW.getTime() + days * DAY_MS)
const scope = scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'profile.read')!
const WHY = 'The matter is still being discussed.'

let database: TestDatabase
let stage: Stage
let second: Stage['coordinator']
const db = () => database.db
const job = (now: Date) => byStage('close-profiles', LIVE_WORLD, now)

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(db())
  second = await buildUser(db(), { role: 'coordinator', unitId: stage.centre.id, name: 'Second Coordinator' })
})
afterAll(() => database.close())

describe('the end of a profile', () => {
  test('is noted once, with a step, an audit entry and the sources it leaves uncollected', async () => {
    const source = await buildSource(db())
    const profile = await buildProfile(db(), [source.id], { endsAt: later(1) })
    expect(await closeProfiles(db(), job(new Date(later(1).getTime() - 1)))).toEqual([])
    expect(await closeProfiles(db(), job(later(1)))).toEqual([profile.id])
    expect(await countAudit(db(), () => closeProfiles(db(), job(later(1.01))))).toBe(0)
    const [entry] = await auditOf(db(), 'profile', profile.id)
    expect(entry).toMatchObject({ action: 'ended', actor: 'close-profiles', details: { sources: 1 } })
    expect((await listProfileSteps(db(), scope, profile.id)).map(({ kind }) => kind)).toEqual(['ended'])
    expect(await getProfile(db(), scope, profile.id, later(2))).toMatchObject({ standing: 'expired' })
  })

  test('is announced before: within seven days, and within one', async () => {
    const profile = await buildProfile(db(), [], { endsAt: later(10) })
    const soon = async (at: Date) => (await getProfile(db(), scope, profile.id, at)).endsWithinDays
    expect(await Promise.all([later(2), later(3), later(9), later(10)].map(soon))).toEqual([null, 7, 1, null])
  })
})

function item(n: number): PreparedItem {
  const url = `https://late.example/${n}`
  return {
    sourceKey: `late-${n}`,
    urlKey: url,
    externalId: null,
    url,
    canonicalUrl: canonicalUrl(url),
    title: `Late news ${n}`,
    text: 'What the site answered after the end.',
    html: '',
    language: 'en',
    publishedAt: null,
    publishedRaw: null,
    eventAt: TEST_NOW,
    contentHash: `late-${n}`,
    matchedTerms: [],
    shard: 'live/en',
  }
}

describe('a poll under way when its profile ends', () => {
  let polled = 0
  async function pollAcross(
    endings: readonly Date[],
    finishAt: Date,
    meanwhile: (profile: { id: Awaited<ReturnType<typeof buildProfile>>['id'] }) => Promise<unknown> = async () => {},
  ) {
    polled += 1
    const source = await buildSource(db(), { nextFetchAt: new Date(0) })
    const profiles = []
    for (const endsAt of endings) profiles.push(await buildProfile(db(), [source.id], { endsAt }))
    const claimed = await claimDueSources(db(), { world: LIVE_WORLD, now: TEST_NOW, limit: 50, claimForMs: 60_000 })
    const own = claimed.find(({ id }) => id === source.id)
    if (!own || !profiles[0]) throw new Error('The source was not claimed.')
    await meanwhile(profiles[0])
    const poll: FinishedPoll = {
      source: own,
      isFull: true,
      move: { movedTo: null, movedSince: null },
      isMoveDue: false,
      endedAt: finishAt,
      rest: null,
      profileIds: own.profiles.map(({ id }) => id),
      outcome: { code: 'fetched', httpStatus: 200, message: null, retryAfterMs: null },
      next: { kind: 'poll', dueAtMs: later(1).getTime(), reason: 'rhythm' },
      usualGapMs: null,
      validators: { etag: '"new"', lastModified: null, bodyHash: null },
      feedTitle: null,
      siteUrl: null,
      finalUrl: source.url,
      durationMs: 5,
      bytes: 10,
      itemsFound: 1,
      items: [item(polled)],
    }
    const stored = await finishPoll(db(), byStage('poll-sources', LIVE_WORLD, finishAt), poll)
    const after = await db().selectFrom('source').selectAll().where('id', '=', source.id).executeTakeFirstOrThrow()
    return { stored: stored?.newItems, after }
  }

  test('stores what came before the end, and nothing that comes with it or after', async () => {
    const end = new Date(TEST_NOW.getTime() + 30_000)
    expect(await pollAcross([end], new Date(end.getTime() - 1))).toMatchObject({ stored: 1 })
    expect(await pollAcross([end], end)).toMatchObject({ stored: 0, after: { etag: null } })
    expect(await pollAcross([end], new Date(end.getTime() + 5_000))).toMatchObject({ stored: 0 })
  })

  test('is asked anew at once where another profile goes on, so that nothing of that is missed', async () => {
    const end = new Date(TEST_NOW.getTime() + 30_000)
    const { stored, after } = await pollAcross([end, later(5)], end)
    expect({ stored, due: after.nextFetchAt, etag: after.etag }).toEqual({ stored: 0, due: end, etag: null })
  })

  test('stores nothing when the profile is withdrawn meanwhile', async () => {
    const withdraw = ({ id }: { id: Parameters<typeof withdrawProfile>[2]['id'] }) =>
      withdrawProfile(db(), by(stage.coordinator.actor), { id, reason: 'Not needed any more.' })
    expect(await pollAcross([later(5)], TEST_NOW, withdraw)).toMatchObject({ stored: 0 })
  })
})

describe('an extension', () => {
  test('is asked for by one person and approved by another, each with a reason, and revives an ended profile', async () => {
    const profile = await buildProfile(db(), [], { endsAt: later(1) })
    await closeProfiles(db(), job(later(2)))
    const now = later(2)
    await askExtension(db(), by(stage.analyst.actor, now), { id: profile.id, endsAt: later(60), reason: WHY })
    expect(await getProfile(db(), scope, profile.id, now)).toMatchObject({
      standing: 'expired',
      extension: { endsAt: later(60).toISOString(), reason: WHY, askedBy: 'Ana Analyst' },
    })
    const decision = { id: profile.id, decision: 'approve' as const, reason: 'Agreed in the weekly meeting.' }
    await expect(decideExtension(db(), by(stage.analyst.actor, now), decision)).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => decideExtension(db(), by(second.actor, now), decision))).toBe(1)
    expect(await countAudit(db(), () => decideExtension(db(), by(second.actor, now), decision))).toBe(0)
    expect(await getProfile(db(), scope, profile.id, now)).toMatchObject({ standing: 'in_force', extension: null })
    const steps = await listProfileSteps(db(), scope, profile.id)
    expect(steps.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['ended', null],
      ['extension_asked', WHY],
      ['extended', 'Agreed in the weekly meeting.'],
    ])
    // The later end is noted again when it comes.
    expect(await closeProfiles(db(), job(later(60)))).toContain(profile.id)
  })

  test('is not approved by who asked for it, nor beyond the longest period, nor to an earlier end', async () => {
    const profile = await buildProfile(db(), [], { endsAt: later(10) })
    const ask = (endsAt: Date) =>
      askExtension(db(), by(stage.coordinator.actor), { id: profile.id, endsAt, reason: WHY })
    await expect(ask(later(9))).rejects.toMatchObject({ code: 'extension_not_later' })
    await expect(ask(later(400))).rejects.toMatchObject({ code: 'profile_too_long' })
    expect(await countAudit(db(), () => ask(later(40)))).toBe(1)
    expect(await countAudit(db(), () => ask(later(40)))).toBe(0)
    const decide = { id: profile.id, reason: 'Still needed.' }
    const own = decideExtension(db(), by(stage.coordinator.actor), { ...decide, decision: 'approve' })
    await expect(own).rejects.toMatchObject({ code: 'second_person_needed' })
    await decideExtension(db(), by(second.actor), { ...decide, decision: 'refuse' })
    expect(await getProfile(db(), scope, profile.id, TEST_NOW)).toMatchObject({
      extension: null,
      endsAt: later(10).toISOString(),
    })
    const comms = askExtension(db(), by(stage.comms.actor), { id: profile.id, endsAt: later(40), reason: WHY })
    await expect(comms).rejects.toBeInstanceOf(Forbidden)
    await withdrawProfile(db(), by(second.actor), { id: profile.id, reason: 'Over.' })
    await expect(ask(later(50))).rejects.toBeInstanceOf(Conflict)
  })
})
