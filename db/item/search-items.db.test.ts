import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemFilter, ItemSort } from '@hub/core/item/item-search.ts'
import { itemIdSchema } from '@hub/core/ids.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { buildNarrative, buildPublisher, buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { write } from '../write.ts'
import { languagesInUse } from './build-search-words.ts'
import { countItems, searchItems } from './search-items.ts'
import { storeFullText } from './store-full-text.ts'
import { storeItems } from './store-items.ts'

let database: TestDatabase
const scope: Scope = { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }
const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * 3_600_000)
const sources: Record<'valley' | 'coast' | 'desk', Row<'source'>> = Object.create(null)
let narrative: Row<'narrative'>
let profile: Row<'watchProfile'>

type Words = { title: string; text: string; language?: string; hours: number; terms?: string[] }
const NEWS: Record<string, Words & { source: 'valley' | 'coast' | 'desk' }> = {
  pipe: {
    source: 'valley',
    title: 'Tap water unsafe after pipe repair',
    text: 'Boil the water in the house.',
    hours: 1,
  },
  dam: { source: 'valley', title: 'The dam holds', text: 'Water, water everywhere: the tap is fine.', hours: 2 },
  haus: { source: 'coast', title: 'Häuser im Tal', text: 'Die Häuser standen leer.', language: 'de', hours: 30 },
  eau: { source: 'coast', title: 'L’eau du robinet', text: 'L’eau est potable.', language: 'fr', hours: 50 },
  chinese: { source: 'desk', title: '自来水不安全', text: '居民说自来水不安全。', language: 'zh', hours: 60 },
  red: { source: 'desk', title: 'Water secret', text: 'Named people only.', hours: 3 },
  hard: { source: 'valley', title: 'Old habits die hard', text: 'They do.', hours: 70 },
  vote: { source: 'desk', title: 'COVID-19 vote dates moved', text: 'No tap here.', hours: 4, terms: ['vote'] },
}
const nameOf = new Map<string, string>()

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const publisher = await buildPublisher(db, { name: 'Coast Press' })
  sources.valley = await buildSource(db)
  sources.coast = await buildSource(db, { publisherId: publisher.id })
  sources.desk = await buildSource(db, { kind: 'manual' })
  for (const [name, words] of Object.entries(NEWS)) await addNews(name, words, sources[words.source])
  narrative = await buildNarrative(db, { state: 'confirmed' })
  await place('pipe', narrative)
  await db.updateTable('item').set({ tlp: 'RED' }).where('id', '=', idOf('red')).execute()
  profile = await buildProfile(db, [sources.desk.id, sources.valley.id], { terms: JSON.stringify(['vote']) })
})
afterAll(() => database?.close())

async function addNews(
  name: string,
  { title, text, language = 'en', hours, terms = [] }: Words,
  source: Row<'source'>,
) {
  const url = `https://news.example/${name}`
  const item: PreparedItem = {
    sourceKey: `guid:${name}`,
    urlKey: `url:news.example/${name}`,
    externalId: name,
    url,
    canonicalUrl: url,
    title,
    text,
    html: '',
    language,
    publishedAt: null,
    publishedRaw: null,
    eventAt: hoursAgo(hours),
    contentHash: name,
    matchedTerms: terms,
    shard: `live/${language}`,
  }
  await write(database.db, byStage('poll-sources', LIVE_WORLD, hoursAgo(hours)), async (w) => {
    await w.require('pipeline.run')
    await storeItems(w, { sourceId: source.id, publisherId: source.publisherId }, [item])
    await w.audit({ action: 'items.store', noun: 'source', objectId: source.id })
  })
  const row = await database.db.selectFrom('item').select('id').where('url', '=', url).executeTakeFirstOrThrow()
  nameOf.set(row.id, name)
}

function idOf(name: string): Row<'item'>['id'] {
  const [id] = [...nameOf].find(([, known]) => known === name) ?? []
  return id as Row<'item'>['id']
}

async function place(name: string, into: Row<'narrative'>) {
  await database.db
    .insertInto('itemAssignment')
    .values({
      itemId: idOf(name),
      firstSeenAt: hoursAgo(NEWS[name]?.hours ?? 0),
      world: LIVE_WORLD,
      shard: 'live/en',
      shardSeq: 1,
      narrativeId: into.id,
      assignedAt: TEST_NOW,
      fence: 1,
    })
    .execute()
  await database.db.deleteFrom('itemPending').where('itemId', '=', idOf(name)).execute()
}

async function search(filter: ItemFilter, sort: ItemSort = 'newest', as: Scope = scope) {
  const answer = await searchItems(database.db, as, filter, { sort, limit: 20 })
  return { ...answer, names: answer.rows.map(({ id }) => nameOf.get(id)) }
}
const found = async (filter: ItemFilter) => (await search(filter)).names

describe('searchItems', () => {
  test.each([
    ['nothing asked: the newest first', '', ['pipe', 'dam', 'vote', 'haus', 'eau', 'chinese', 'hard']],
    ['stems of English', 'waters', ['pipe', 'dam']],
    ['stems of German without saying so', 'Haus', ['haus']],
    ['stems of German as written', 'Häuser', ['haus']],
    ['all words must occur', 'water pipes', ['pipe']],
    ['words that every text has are passed over', 'the dam', ['dam']],
    ['a phrase', '"tap water"', ['pipe']],
    ['a phrase over a word that is passed over', '"water in the house"', ['pipe']],
    ['not this', 'water -boil', ['dam']],
    ['either', 'dam OR Häuser OR robinet', ['dam', 'haus', 'eau']],
    ['a word that only another language leaves out', 'die', ['hard']],
    ['such a word beside others', 'die hard', ['hard']],
    ['and where its own language leaves it out', 'die Häuser', ['haus']],
    ['the beginning of a word', 'repai*', ['pipe']],
    ['words with signs in them', 'COVID-19', ['vote']],
    ['words without spaces', '不安全', ['chinese']],
    ['nothing has it', 'zeppelin', []],
    ['quotation marks and operators do no harm', `'water' & ! <-> "pipe :*`, ['pipe']],
  ])('%s: %s', async (_, q, names) => expect(await found({ q })).toEqual(names))

  test('every filter narrows the list', async () => {
    expect(await found({ sourceId: sources.valley.id })).toEqual(['pipe', 'dam', 'hard'])
    expect(await found({ publisherId: sources.coast.publisherId })).toEqual(['haus', 'eau'])
    expect(await found({ language: 'fr' })).toEqual(['eau'])
    expect(await found({ kind: 'manual' })).toEqual(['vote', 'chinese'])
    expect(await found({ narrativeId: narrative.id })).toEqual(['pipe'])
    expect(await found({ state: 'confirmed' })).toEqual(['pipe'])
    expect(await found({ state: 'grouped' })).toEqual(['pipe'])
    expect(await found({ state: 'dormant' })).toEqual([])
    expect(await found({ state: 'ungrouped' })).toEqual(['dam', 'vote', 'haus', 'eau', 'chinese', 'hard'])
    expect(await found({ profileId: profile.id })).toEqual(['vote'])
    expect(await found({ since: hoursAgo(40).toISOString(), until: hoursAgo(2).toISOString() })).toEqual([
      'vote',
      'haus',
    ])
    expect(await found({ q: 'tap', sourceId: sources.valley.id, state: 'ungrouped', language: 'en' })).toEqual(['dam'])
  })

  test('ranks titles before texts, and without words shows the newest', async () => {
    expect((await search({ q: 'water' }, 'relevance')).names).toEqual(['pipe', 'dam'])
    expect((await search({ q: 'tap' }, 'relevance')).names).toEqual(['pipe', 'dam', 'vote'])
    expect((await search({ language: 'de' }, 'relevance')).names).toEqual(['haus'])
  })

  test('marks what was found in title and text', async () => {
    const { rows } = await search({ q: 'Haus' })
    expect(rows[0]?.title).toEqual([
      { text: 'Häuser', isMarked: true },
      { text: ' im Tal', isMarked: false },
    ])
    expect(rows[0]?.snippet.filter(({ isMarked }) => isMarked)).toEqual([{ text: 'Häuser', isMarked: true }])
  })

  test('says what it could not search for', async () => {
    expect((await search({ q: 'the', language: 'en' })).hint).toEqual({ code: 'common_words', word: 'the' })
    expect((await search({ q: 'the' })).hint).toEqual({ code: 'ignored_words', word: 'the' })
    expect((await search({ q: '"to be or not to be"', language: 'en' })).hint?.code).toBe('common_words')
    expect((await search({ q: 'die', language: 'en' })).hint).toBeNull()
    expect((await search({ q: '-water' })).hint?.code).toBe('only_exclusions')
    expect((await search({ q: 'the dam' })).hint).toEqual({ code: 'ignored_words', word: 'the' })
  })

  test('RED is for those who may read it, and another world shows nothing', async () => {
    expect((await search({ q: 'secret' }, 'newest', { ...scope, mayReadRed: true })).names).toEqual(['red'])
    expect(await found({ q: 'secret' })).toEqual([])
    expect((await search({}, 'newest', { ...scope, world: 'exercise' })).names).toEqual([])
  })

  test.each(['newest', 'relevance'] as const)('page after page, %s first, each item comes once', async (sort) => {
    const seen: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const answer = await searchItems(database.db, scope, { q: 'water OR tap OR Häuser' }, { sort, limit: 1, cursor })
      seen.push(...answer.rows.map(({ id }) => nameOf.get(id)))
      cursor = answer.nextCursor ?? undefined
    } while (cursor)
    expect(seen.toSorted()).toEqual(['dam', 'haus', 'pipe', 'vote'])
  })

  test('counts, and names the languages there are', async () => {
    expect(await countItems(database.db, scope, { q: 'water' })).toEqual({ count: 2, isCapped: false })
    expect(await countItems(database.db, scope, { q: 'the' })).toEqual({ count: 0, isCapped: false })
    expect(await languagesInUse(database.db, LIVE_WORLD)).toEqual(['de', 'en', 'fr', 'zh'])
  })
})

describe("the words of an item's own page", () => {
  const readPage = (text: string) =>
    write(database.db, byStage('fetch-pages', LIVE_WORLD, TEST_NOW), async (w) => {
      await w.require('pipeline.run')
      const reading = { finalUrl: 'https://news.example/chinese', title: '', text, html: '', excerpt: '' }
      const rest = { siteName: null, language: 'zh', publishedAt: null, claimReviews: [] }
      const problem = await storeFullText(w, itemIdSchema.parse(idOf('chinese')), { ...reading, ...rest })
      w.unchanged()
      return problem
    })
  const count = async (q: string) => (await countItems(database.db, scope, { q })).count

  test('are found without spaces between them, and replaced by newer ones', async () => {
    expect(await count('水库')).toBe(0)
    expect(await readPage('市政府检查水库安全')).toBeNull()
    expect([await count('水库'), await count('居民')]).toEqual([1, 1])
    expect(await readPage('医院今天开放')).toBeNull()
    expect([await count('水库'), await count('医院'), await count('自来水')]).toEqual([0, 1, 1])
  })
})
