import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { ProfileId, UnitId } from '@hub/core/ids.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import type { ProposeProfile } from '@hub/core/source/profile-view.ts'
import { EMPTY_TERM_LISTS } from '@hub/core/source/term-lists.ts'
import type { SourceFilter } from '@hub/core/source/source-filter.ts'
import { SOURCE_MOVES } from '@hub/core/source/source-moves.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden, NotFound } from '../errors.ts'
import { approveProfile } from '../profile/approve-profile.ts'
import { nameSourcesInProfile } from '../profile/name-sources-in-profile.ts'
import { proposeProfile } from '../profile/propose-profile.ts'
import { getProfile, listProfiles } from '../profile/queries.ts'
import { setTermLists } from '../profile/term-lists.ts'
import { withdrawProfile } from '../profile/withdraw-profile.ts'
import type { WriteBy } from '../write.ts'
import { editSource } from './edit-source.ts'
import { moveSource } from './move-source.ts'
import { proposeSource } from './propose-source.ts'
import { listSources } from './list-sources.ts'
import { getSource } from './view-sources.ts'
import { retrySource } from './retry-source.ts'

let database: TestDatabase
let unitId: UnitId
let analyst: WriteBy
let coordinator: WriteBy
let second: WriteBy
let comms: WriteBy
let counter = 0
const db = () => database.db
const scope = () => scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'source.read')!
const allowList = EMPTY_ALLOW_LIST

beforeAll(async () => {
  database = await createTestDatabase()
  unitId = (await buildUnit(db())).id
  analyst = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
  coordinator = by((await buildUser(db(), { role: 'coordinator', unitId, name: 'Kim' })).actor)
  second = by((await buildUser(db(), { role: 'coordinator', unitId, name: 'Lou' })).actor)
  comms = by((await buildUser(db(), { role: 'comms', unitId })).actor)
})
afterAll(() => database.close())

let url: string
beforeEach(() => {
  counter += 1
  url = `https://paper${counter}.example.com/rss.xml`
})

const PROFILE: ProposeProfile = {
  title: 'Water quality',
  purpose: 'To notice early what is said about drinking water.',
  legalBasis: 'Public health act, section 3.',
  necessity: 'No other service watches this matter in the country.',
  proportionality: 'Only published news is read, for three months.',
  impactAssessmentReference: null,
  terms: ['drinking water'],
  exclusions: [],
  languages: [],
  endsAt: '2027-02-01T00:00:00Z',
  sources: [],
}
const propose = (who: WriteBy, more: Partial<ProposeProfile> = {}) =>
  proposeProfile(db(), who, { ...PROFILE, ...more, allowList })
const anyProfile = async (): Promise<ProfileId> => (await propose(analyst)).id

describe('adding a source', () => {
  test('proposes it for an analyst and approves it for a coordinator', async () => {
    const proposed = await proposeSource(db(), analyst, { url, allowList })
    expect(await getSource(db(), scope(), proposed, TEST_NOW)).toMatchObject({
      state: 'proposed',
      publisher: { domain: 'example.com' },
    })
    const approved = await proposeSource(db(), coordinator, { url: `${url}?other`, title: 'Paper', allowList })
    expect(await getSource(db(), scope(), approved, TEST_NOW)).toMatchObject({ state: 'approved', title: 'Paper' })
  })

  test('can mark it as a fact-checker from the start', async () => {
    const checker = await proposeSource(db(), analyst, { url, allowList, readsClaimReviews: true })
    const other = await proposeSource(db(), analyst, { url: `${url}?other`, allowList })
    expect((await getSource(db(), scope(), checker, TEST_NOW)).readsClaimReviews).toBe(true)
    expect((await getSource(db(), scope(), other, TEST_NOW)).readsClaimReviews).toBe(false)
  })

  test('adds an address once, whatever its tracking parameters, with one entry', async () => {
    expect(await countAudit(db(), () => proposeSource(db(), analyst, { url, allowList }))).toBe(1)
    expect(await countAudit(db(), () => proposeSource(db(), analyst, { url: `${url}?utm_source=x`, allowList }))).toBe(
      0,
    )
  })

  test('is refused to those who only answer', async () => {
    await expect(proposeSource(db(), comms, { url, allowList })).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => proposeSource(db(), comms, { url, allowList }))).toBe(0)
  })
})

describe('moving and editing a source', () => {
  test('takes a coordinator', async () => {
    const id = await proposeSource(db(), analyst, { url, allowList })
    for (const move of SOURCE_MOVES)
      await expect(moveSource(db(), analyst, { id, move })).rejects.toBeInstanceOf(Forbidden)
    await expect(editSource(db(), analyst, { id, title: 'Other' })).rejects.toBeInstanceOf(Forbidden)
    await expect(retrySource(db(), analyst, id)).rejects.toBeInstanceOf(Forbidden)
  })

  test('leaves one entry each, and none when run twice', async () => {
    const id = await proposeSource(db(), analyst, { url, allowList })
    for (const move of ['approve', 'pause', 'resume', 'retire'] as const) {
      const act = () => moveSource(db(), coordinator, { id, move, reason: 'As agreed.' })
      expect([move, await countAudit(db(), act), await countAudit(db(), act)]).toEqual([move, 1, 0])
    }
  })

  test('has a retired address added anew', async () => {
    const id = await proposeSource(db(), coordinator, { url, allowList })
    await moveSource(db(), coordinator, { id, move: 'retire' })
    await expect(moveSource(db(), coordinator, { id, move: 'resume' })).rejects.toMatchObject({
      code: 'source_not_movable',
    })
    expect(await proposeSource(db(), coordinator, { url, allowList })).not.toBe(id)
  })

  test('fetches at once after a retry and after a new address, whose health starts anew', async () => {
    const id = await proposeSource(db(), coordinator, { url, allowList })
    const later = new Date('2027-01-01T00:00:00Z')
    const spoil = () =>
      db()
        .updateTable('source')
        .set({ nextFetchAt: later, failures: 4, state: 'paused', pausedReason: 'gone' })
        .where('id', '=', id)
        .execute()
    await db().updateTable('source').set({ nextFetchAt: later }).where('id', '=', id).execute()
    expect((await retrySource(db(), coordinator, id)).nextFetchAt).toEqual(TEST_NOW)
    expect(await countAudit(db(), () => retrySource(db(), coordinator, id))).toBe(0)
    await spoil()
    const edited = await editSource(db(), coordinator, {
      id,
      url: `${url}/new`,
      publisherName: 'The Paper',
      country: 'ES',
      tags: ['daily'],
    })
    expect(edited).toMatchObject({
      nextFetchAt: TEST_NOW,
      failures: 0,
      state: 'approved',
      country: 'ES',
      tags: ['daily'],
    })
    await expect(editSource(db(), coordinator, { id, title: 'X', expectedVersion: 1 })).rejects.toMatchObject({
      code: 'stale_version',
    })
    const other = await proposeSource(db(), coordinator, { url, allowList })
    await expect(editSource(db(), coordinator, { id: other, url: `${url}/new` })).rejects.toMatchObject({
      code: 'source_exists',
    })
  })

  test('keeps independent publishers apart when one source is given a name of its own', async () => {
    const ids = [
      await proposeSource(db(), coordinator, { url: `${url}?a`, allowList }),
      await proposeSource(db(), coordinator, { url: `${url}?b`, allowList }),
    ]
    await editSource(db(), coordinator, { id: ids[0]!, publisherName: `Magazine ${counter}` })
    const views = await Promise.all(ids.map((id) => getSource(db(), scope(), id, TEST_NOW)))
    expect(views.map(({ publisher }) => publisher.name)).toEqual([`Magazine ${counter}`, 'example.com'])
  })
})

describe('a watch profile', () => {
  test('is proposed by an analyst with its feeds, and refused to others', async () => {
    await expect(propose(comms)).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => propose(analyst, { sources: [url] }))).toBe(1)
    const [profile] = await listProfiles(db(), scope(), TEST_NOW)
    expect(profile).toMatchObject({ standing: 'proposed', sourceCount: 1, proposedBy: 'A analyst' })
  })

  test('refuses terms that point at a person, and an end in the past', async () => {
    await expect(propose(analyst, { terms: ['@somebody'] })).rejects.toMatchObject({ code: 'term_refused' })
    await expect(propose(analyst, { endsAt: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'profile_ended' })
  })

  test('is judged by the operator’s own names, which stand in the record', async () => {
    const operator = { actor: { kind: 'operator' as const, name: 'operator', world: 'live' as const }, now: TEST_NOW }
    const lists = { ...EMPTY_TERM_LISTS, parties: ['Móvimiento Ejemplo'], places: ['Mary Seacole'] }
    await expect(setTermLists(db(), analyst, lists)).rejects.toBeInstanceOf(Forbidden)
    const set = () => setTermLists(db(), operator, lists)
    expect([await countAudit(db(), set), await countAudit(db(), set)]).toEqual([1, 0])
    await expect(propose(analyst, { terms: ['movimiento ejemplo'] })).rejects.toMatchObject({ code: 'term_refused' })
    const profile = await propose(coordinator, { terms: ['Mary Seacole'], exclusions: ['Movimiento Ejemplo'] })
    await setTermLists(db(), operator, { ...EMPTY_TERM_LISTS, outlets: ['seacole'] })
    await expect(approveProfile(db(), second, { id: profile.id, reason: 'Why.' })).rejects.toMatchObject({
      code: 'term_refused',
    })
    await setTermLists(db(), operator, EMPTY_TERM_LISTS)
  })

  test('comes into force by a second coordinator, once, and approves the feeds it names', async () => {
    const { id } = await propose(coordinator, { sources: [] })
    const sourceId = await proposeSource(db(), analyst, { url, profileId: id, allowList })
    await expect(approveProfile(db(), analyst, { id })).rejects.toBeInstanceOf(Forbidden)
    await expect(approveProfile(db(), coordinator, { id })).rejects.toMatchObject({ code: 'second_person_needed' })
    const approve = () => approveProfile(db(), second, { id })
    expect([await countAudit(db(), approve), await countAudit(db(), approve)]).toEqual([1, 0])
    expect(await getProfile(db(), scope(), id, TEST_NOW)).toMatchObject({
      standing: 'in_force',
      approvedBy: 'Lou',
      sourceCount: 1,
    })
    expect(await getSource(db(), scope(), sourceId, TEST_NOW)).toMatchObject({
      state: 'approved',
      profiles: [{ id, inForce: true }],
    })
  })

  test('may be approved by its proposer who is the only coordinator, and says so in the record', async () => {
    const alone = await createTestDatabase()
    const unit = await buildUnit(alone.db)
    const only = by((await buildUser(alone.db, { role: 'coordinator', unitId: unit.id })).actor)
    const { id } = await proposeProfile(alone.db, only, { ...PROFILE, allowList })
    await approveProfile(alone.db, only, { id })
    const entry = await alone.db
      .selectFrom('auditEvent')
      .select('details')
      .where('action', '=', 'approved')
      .executeTakeFirstOrThrow()
    expect(entry.details).toMatchObject({ coordinatorCount: 1 })
    await alone.close()
  })

  test('is withdrawn once, and then takes no source', async () => {
    const id = await anyProfile()
    await expect(withdrawProfile(db(), analyst, { id, reason: 'No.' })).rejects.toBeInstanceOf(Forbidden)
    const withdraw = () => withdrawProfile(db(), coordinator, { id, reason: 'The matter is over.' })
    expect([await countAudit(db(), withdraw), await countAudit(db(), withdraw)]).toEqual([1, 0])
    await expect(proposeSource(db(), coordinator, { url, profileId: id, allowList })).rejects.toMatchObject({
      code: 'profile_withdrawn',
    })
  })

  test('is given further sources once; after approval only by a coordinator', async () => {
    const id = await anyProfile()
    const sourceIds = [await proposeSource(db(), coordinator, { url, allowList })]
    const name = () => nameSourcesInProfile(db(), analyst, { id, sourceIds })
    expect([await countAudit(db(), name), await countAudit(db(), name)]).toEqual([1, 0])
    await approveProfile(db(), coordinator, { id })
    await expect(name()).rejects.toBeInstanceOf(Forbidden)
    const unknown = [...sourceIds, '019aa000-0000-7000-8000-0000000000ff' as (typeof sourceIds)[number]]
    await expect(nameSourcesInProfile(db(), coordinator, { id, sourceIds: unknown })).rejects.toBeInstanceOf(NotFound)
  })
})

describe('the list of sources', () => {
  test('says in words how each one is, and finds by words and health', async () => {
    const id = await proposeSource(db(), coordinator, { url, title: `Gazette number ${counter}`, allowList })
    const outcome = JSON.stringify({
      code: 'http_error',
      httpStatus: 404,
      atMs: TEST_NOW.getTime(),
      newItemCount: 0,
      retryAfterMs: null,
      message: 'Not Found',
    })
    await db()
      .updateTable('source')
      .set({ outcome, failures: 3, failingSince: new Date('2026-11-20T12:00:00Z'), lastFetchAt: TEST_NOW })
      .where('id', '=', id)
      .execute()
    const found = async (filter: SourceFilter) =>
      (await listSources(db(), scope(), { ...filter, limit: 10 }, TEST_NOW)).rows
    const waiting = await found({ q: `number ${counter}` })
    expect(waiting.map(({ health }) => health.state)).toEqual(['waiting_for_profile'])
    const profile = await propose(coordinator)
    await nameSourcesInProfile(db(), coordinator, { id: profile.id, sourceIds: [id] })
    await approveProfile(db(), second, { id: profile.id })
    const [failing] = await found({ q: `number ${counter}`, health: 'failing' })
    expect(failing).toMatchObject({
      id,
      health: { code: 'not_found', todo: 'Check the address.', params: { httpStatus: 404, failureCount: 3 } },
      rhythm: Array.from({ length: 14 }, () => 0),
    })
    expect(failing?.health.happened).toMatch(/^Since Friday|^For 3 days|^For 72 hours|^Since/)
    expect(await found({ q: '100%_nothing' })).toEqual([])
  })
})
