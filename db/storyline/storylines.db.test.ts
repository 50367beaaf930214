import { scopeOf } from '@hub/core/access/scope.ts'
import { type NarrativeId, storylineIdSchema, type StorylineSuggestionId } from '@hub/core/ids.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { buildClaimReview, buildMatch } from '../../tests/support/build-claim-review.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { countAudit } from '../../tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { toVectorBytes } from '../embedding/vector-bytes.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { acceptSuggestion } from './accept-suggestion.ts'
import { drawStoryline } from './draw-storyline.ts'
import { getNarrativeStoryline, getStoryline, listStorylines } from './get-storyline.ts'
import { leaveStoryline } from './leave-storyline.ts'
import { refuseSuggestion } from './refuse-suggestion.ts'
import { renameStoryline } from './rename-storyline.ts'
import { reopenSuggestion } from './reopen-suggestion.ts'
import { suggestStorylines } from './suggest-storylines.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  for (const table of ['storylineNarrative', 'storylineSuggestion', 'storyline', 'narrativeFeature'] as const)
    await db().deleteFrom(table).execute()
})

const db = () => database.db
const analyst = () => by(stage.analyst.actor)
const suggest = () => suggestStorylines(db(), byStage('suggest-storylines', 'live', TEST_NOW), 50)
const scope = () => scopeOf(stage.analyst.actor, 'narrative.read')!
const beside = (id: NarrativeId) => getNarrativeStoryline(db(), scope(), id)
const DAY_MS = 86_400_000

/** A narrative of three items, each saying the words; `daysAgo` is when it began. */
async function tell(title: string, text: string, language = 'en', daysAgo = 0) {
  const at = new Date(TEST_NOW.getTime() - daysAgo * DAY_MS)
  const given = { title, language, languages: [language], firstItemAt: at, lastItemAt: at }
  const narrative = await buildNarrative(db(), given)
  const source = await buildSource(db())
  for (let count = 0; count < 3; count += 1) {
    await placeItem(db(), narrative, await buildItem(db(), source, { title, text, language, eventAt: at }))
  }
  return narrative
}

/** Two narratives that quote one address, and the suggestion between them. */
async function tellPair() {
  const older = await tell('Wells of Brenk', 'Read https://who.example/wells before you drink.', 'en', 3)
  const newer = await tell('Les puits de Brenk', 'Lire https://who.example/wells avant de boire.', 'fr')
  await suggest()
  const [suggestion] = (await beside(older.id)).suggestions
  if (!suggestion) throw new Error('The pair was not suggested.')
  return { older, newer, suggestion: suggestion.id }
}

describe('suggesting', () => {
  test('finds a pair across languages by what both quote and name, tells both why, and asks once', async () => {
    const { older, newer } = await tellPair()
    const [toOlder] = (await beside(newer.id)).suggestions
    expect(toOlder).toMatchObject({ state: 'suggested', other: { id: older.id, title: 'Wells of Brenk' } })
    expect(toOlder?.reasons[0]).toMatchObject({ kind: 'url', shown: ['https://who.example/wells'] })
    expect(await countAudit(db(), suggest)).toBe(0)
  })

  test('finds a pair that one fact-check stands beside, once it does', async () => {
    const [one, other] = [await tell('Wells', 'Of wells.'), await tell('Puits', 'Des puits.', 'fr')]
    await suggest()
    const review = await buildClaimReview(db(), await buildSource(db()), { claim: 'The wells are poisoned' })
    for (const { id } of [one, other]) await buildMatch(db(), { narrativeId: id, claimReviewId: review.id })
    expect((await suggest()).suggested).toBe(1)
    expect((await beside(one.id)).suggestions).toMatchObject([
      { other: { id: other.id }, reasons: [{ kind: 'claim', shown: ['The wells are poisoned'] }] },
    ])
    expect((await suggest()).looked).toBe(0)
  })

  test('meaning counts beside a name where the operator runs a model, and alone for nothing', async () => {
    const [one, other] = [
      await tell('The mayor of Brenkhaven resigns', 'It was said in Brenkhaven.'),
      await tell('Le maire de Brenkhaven démissionne', 'On a dit que Brenkhaven attend.', 'fr'),
    ]
    const third = await tell('Nothing of that kind', 'Said elsewhere.', 'fr')
    const vector = toVectorBytes(Float32Array.from([0.6, 0.8]))
    for (const { id } of [one, other, third]) {
      await db()
        .insertInto('narrativeEmbedding')
        .values({ narrativeId: id, model: 'm', dimensions: 2, vector, itemCount: 3, embeddedAt: TEST_NOW })
        .execute()
    }
    await suggest()
    const { suggestions } = await beside(one.id)
    expect(suggestions.map((suggestion) => suggestion.other.id)).toEqual([other.id])
    expect(suggestions[0]?.reasons.map(({ kind }) => kind)).toEqual(['meaning', 'name'])
  })

  test('keeps silent about what merely shares a common word, and about narratives of two items', async () => {
    const first = await tell('The Brenk fair', 'People went to Brenk today.')
    await tell('A road near Brenk', 'The road to Brenk was closed.')
    await suggest()
    expect((await beside(first.id)).suggestions).toEqual([])
  })

  test('is the pipeline’s, not a person’s', async () => {
    await expect(suggestStorylines(db(), analyst(), 50)).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('answering', () => {
  test('accepting draws a storyline named after the older one, with one entry; taken back, it is gone', async () => {
    const { older, newer, suggestion } = await tellPair()
    const accept = () => acceptSuggestion(db(), analyst(), suggestion)
    expect([await countAudit(db(), accept), await countAudit(db(), accept)]).toEqual([1, 0])
    const { storyline } = await beside(newer.id)
    expect(storyline).toMatchObject({ title: 'Wells of Brenk' })
    expect(storyline?.narratives.map(({ id }) => id)).toEqual([older.id, newer.id])
    expect(await listStorylines(db(), scope())).toMatchObject([{ narratives: 2, items: 6, languages: ['en', 'fr'] }])

    const reopen = () => reopenSuggestion(db(), analyst(), suggestion)
    expect([await countAudit(db(), reopen), await countAudit(db(), reopen)]).toEqual([1, 0])
    expect((await beside(newer.id)).storyline).toBeNull()
    expect(await listStorylines(db(), scope())).toEqual([])
  })

  test('a refusal stands, is not asked again, and can be taken back', async () => {
    const { older, suggestion } = await tellPair()
    const refuse = () => refuseSuggestion(db(), analyst(), suggestion)
    expect([await countAudit(db(), refuse), await countAudit(db(), refuse)]).toEqual([1, 0])
    await db().updateTable('narrative').set({ featuredItems: 0 }).execute()
    await suggest()
    expect((await beside(older.id)).suggestions).toMatchObject([{ id: suggestion, state: 'refused' }])
    await reopenSuggestion(db(), analyst(), suggestion)
    expect((await beside(older.id)).suggestions).toMatchObject([{ id: suggestion, state: 'suggested' }])
    await acceptSuggestion(db(), analyst(), suggestion)
    await expect(refuse()).rejects.toBeInstanceOf(Conflict)
  })

  test.each([
    ['accept', (id: StorylineSuggestionId) => acceptSuggestion(db(), by(stage.auditor.actor), id)],
    ['refuse', (id: StorylineSuggestionId) => refuseSuggestion(db(), by(stage.auditor.actor), id)],
    ['reopen', (id: StorylineSuggestionId) => reopenSuggestion(db(), by(stage.auditor.actor), id)],
  ])('an auditor may not %s', async (_, act) => {
    const { suggestion } = await tellPair()
    await expect(act(suggestion)).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('arranging by hand', () => {
  test('two are drawn, a third joins, two storylines unite, one leaves; each leaves one entry, and none when repeated', async () => {
    const [a, b, c, d] = [await tell('a', 'x'), await tell('b', 'x'), await tell('c', 'x'), await tell('d', 'x')]
    const draw = (one: NarrativeId, two: NarrativeId) => () => drawStoryline(db(), analyst(), one, two)
    expect([await countAudit(db(), draw(a.id, b.id)), await countAudit(db(), draw(b.id, a.id))]).toEqual([1, 0])
    await drawStoryline(db(), analyst(), c.id, d.id)
    expect(await countAudit(db(), draw(a.id, c.id))).toBe(1)
    expect((await beside(d.id)).storyline?.narratives).toHaveLength(4)
    expect(await listStorylines(db(), scope())).toHaveLength(1)
    const leave = () => leaveStoryline(db(), analyst(), d.id)
    expect([await countAudit(db(), leave), await countAudit(db(), leave)]).toEqual([1, 0])
    expect((await beside(a.id)).storyline?.narratives).toHaveLength(3)
    await expect(leaveStoryline(db(), by(stage.auditor.actor), a.id)).rejects.toBeInstanceOf(Forbidden)
    await expect(drawStoryline(db(), by(stage.auditor.actor), a.id, d.id)).rejects.toBeInstanceOf(Forbidden)
    await expect(draw(a.id, a.id)()).rejects.toBeInstanceOf(Conflict)
  })

  test('a merged narrative’s storyline is its survivor’s, and comes back with it when the merge is undone', async () => {
    const [a, b, other] = [await tell('a', 'x'), await tell('b', 'x'), await tell('other', 'x')]
    await drawStoryline(db(), analyst(), a.id, b.id)
    await db().updateTable('narrative').set({ state: 'merged', mergedInto: other.id }).where('id', '=', b.id).execute()
    expect((await beside(other.id)).storyline?.narratives.map(({ id }) => id)).toEqual(
      expect.arrayContaining([a.id, other.id]),
    )
    await db().updateTable('narrative').set({ state: 'emerging', mergedInto: null }).where('id', '=', b.id).execute()
    expect((await beside(other.id)).storyline).toBeNull()
  })

  test('is renamed with a check of the version, and adds up its days', async () => {
    const [a, b] = [await tell('a', 'x', 'en', 2), await tell('b', 'x')]
    await drawStoryline(db(), analyst(), a.id, b.id)
    const id = (await beside(a.id)).storyline!.id
    const rename = () => renameStoryline(db(), analyst(), id, { title: 'Wells' })
    expect([await countAudit(db(), rename), await countAudit(db(), rename)]).toEqual([1, 0])
    const stale = renameStoryline(db(), analyst(), id, { title: 'Other', expectedVersion: 1 })
    await expect(stale).rejects.toMatchObject({ code: 'stale_version' })
    await expect(renameStoryline(db(), by(stage.auditor.actor), id, { title: 'No' })).rejects.toBeInstanceOf(Forbidden)
    const view = await getStoryline(db(), scope(), id, TEST_NOW)
    expect(view).toMatchObject({ title: 'Wells', days: [{ items: 3 }, { items: 3 }] })
    const unknown = storylineIdSchema.parse('01990000-0000-7000-8000-000000000000')
    await expect(getStoryline(db(), scope(), unknown, TEST_NOW)).rejects.toBeInstanceOf(NotFound)
  })
})
