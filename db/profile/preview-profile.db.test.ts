import { scopeOf } from '@hub/core/access/scope.ts'
import { profileIdSchema } from '@hub/core/ids.ts'
import { previewProfileSchema, type ProfilePreview } from '@hub/core/source/profile-preview.ts'
import { buildItem, buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { previewProfile, type PreviewLimits } from './preview-profile.ts'

let database: TestDatabase
let stage: Stage
let [daily, weekly]: Row<'source'>[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  stage = await buildStage(db)
  daily = await buildSource(db, { title: 'The Daily' })
  weekly = await buildSource(db, { title: 'The Weekly' })
  const ago = (hours: number) => new Date(TEST_NOW.getTime() - hours * 3_600_000)
  const text = 'Nothing else.'
  for (const given of [
    { title: 'Tap water is unsafe', firstSeenAt: ago(1) },
    { title: 'El agua del grifo', language: 'es', firstSeenAt: ago(2) },
    { title: 'Water polo results', firstSeenAt: ago(3) },
    { title: 'Vaccination begins', firstSeenAt: ago(4), language: 'und' },
    { title: '東京の水道水は安全です', language: 'ja', firstSeenAt: ago(5) },
    { title: 'Water and what is secret', tlp: 'RED' as const, firstSeenAt: ago(6) },
    { title: 'Water long ago', firstSeenAt: ago(31 * 24) },
  ])
    await buildItem(db, daily, { text, ...given })
  await buildItem(db, weekly, { title: 'EU on water', text, firstSeenAt: ago(7) })
})
afterAll(() => database.close())

type Asked = { terms?: string[]; exclusions?: string[]; languages?: string[]; profileId?: string; sourceIds?: string[] }

async function preview(asked: Asked, limits?: PreviewLimits, signal = new AbortController().signal) {
  const scope = scopeOf(stage.analyst.actor, 'item.read')!
  const given = { scope, now: TEST_NOW, signal, ...(limits ? { limits } : {}) }
  return previewProfile(database.db, previewProfileSchema.parse(asked), given)
}
const titles = ({ examples }: ProfilePreview) => examples.map(({ title }) => title.map(({ text }) => text).join(''))

test('every kind of term is counted and its words are marked; old and RED items are not seen', async () => {
  const found = await preview({ terms: ['water', 'vaccin*', '水道水', 'EU', 'tap water', 'river'] })
  expect(found).toMatchObject({ itemsLookedAt: 6, isCapped: false, matched: 5, excluded: 0 })
  expect(found.perTerm).toEqual([
    { term: 'water', matched: 3 },
    { term: 'vaccin*', matched: 1 },
    { term: '水道水', matched: 1 },
    { term: 'EU', matched: 1 },
    { term: 'tap water', matched: 1 },
    { term: 'river', matched: 0 },
  ])
  expect(titles(found)).not.toContain('Water and what is secret')
  expect(titles(found)[0]).toBe('Tap water is unsafe')
  expect(found.examples[0]).toMatchObject({ source: 'The Daily', matchedTerms: ['water', 'tap water'] })
  expect(found.examples[0]?.title[0]).toEqual({ text: 'Tap water', isMarked: true })
})

test('exclusions keep items out and are counted; languages narrow, and an unknown one passes', async () => {
  expect(await preview({ terms: ['water'], exclusions: ['polo'] })).toMatchObject({ matched: 2, excluded: 1 })
  expect(titles(await preview({ languages: ['es'] }))).toEqual(['El agua del grifo', 'Vaccination begins'])
})

test('only the sources of a profile, or those named, are looked at', async () => {
  const profile = await buildProfile(database.db, [weekly!.id])
  expect(titles(await preview({ terms: ['water'], profileId: profile.id }))).toEqual(['EU on water'])
  expect(await preview({ terms: ['water'], sourceIds: [daily!.id] })).toMatchObject({ itemsLookedAt: 5, matched: 2 })
  await expect(preview({ terms: ['water'], profileId: newId(profileIdSchema) })).rejects.toBeInstanceOf(NotFound)
})

test('it stops at its limits and says so, ends when it is given up, and refuses to look for a person', async () => {
  expect(await preview({}, { items: 3, ms: 60_000 })).toMatchObject({ itemsLookedAt: 3, matched: 3, isCapped: true })
  expect(await preview({}, { items: 6, ms: 60_000 })).toMatchObject({ itemsLookedAt: 6, isCapped: false })
  expect(await preview({}, { items: 100, ms: -1 })).toMatchObject({ isCapped: true })
  await expect(preview({}, undefined, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  await expect(preview({ terms: ['@some_body'] })).rejects.toThrow('handle')
})
