import type { ItemFilter, ItemSort } from '@hub/core/item/item-search.ts'
import { profileIdSchema, publisherIdSchema, narrativeIdSchema, sourceIdSchema } from '@hub/core/ids.ts'

import { CORPUS_DAYS, CORPUS_END, type LanguageShare, seededRandom } from './search-corpus.ts'

/** One kind of question, asked with other words each time. `page` asks for a page further down. */
export type SearchClass = {
  name: string
  sort: ItemSort
  filter: (nth: number) => ItemFilter
  page?: number
  isCount?: boolean
}

/** Ranks of words by how many items hold them: common is some 5 to 40 %, mid about 1 %, rare a few dozen items. */
const RANKS = { common: [0, 40], mid: [300, 900], rare: [25_000, 55_000] } as const

/** Every class of query that must answer in time. */
export function searchClasses(languages: readonly LanguageShare[]): SearchClass[] {
  const random = seededRandom(5)
  const english = languages[0]!.vocabulary.filter((word) => word.length > 3)
  const word = (kind: keyof typeof RANKS) => {
    const [from, to] = RANKS[kind]
    return english[from + Math.floor(random() * (to - from))] ?? ''
  }
  const day = (back: number) => new Date(CORPUS_END - back * 86_400_000).toISOString()
  const source = (nth: number) => sourceIdSchema.parse(idOf('2', (nth * 37) % 500))
  const byWords = (name: string, q: () => string): SearchClass[] => [
    { name: `newest, ${name}`, sort: 'newest', filter: () => ({ q: q() }) },
    { name: `ranked, ${name}`, sort: 'relevance', filter: () => ({ q: q() }) },
  ]
  return [
    { name: 'newest, no words', sort: 'newest', filter: () => ({}) },
    ...byWords('common word', () => word('common')),
    ...byWords('mid word', () => word('mid')),
    ...byWords('rare word', () => word('rare')),
    ...byWords('two common words', () => `${word('common')} ${word('common')}`),
    ...byWords('common and mid', () => `${word('common')} ${word('mid')}`),
    ...byWords('two mid words', () => `${word('mid')} ${word('mid')}`),
    ...byWords('phrase', () => `"${word('common')} ${word('common')}"`),
    ...byWords('word* ', () => `${word('mid').slice(0, 5)}*`),
    ...byWords('either of two', () => `${word('mid')} OR ${word('rare')}`),
    ...byWords('one without another', () => `${word('mid')} -${word('common')}`),
    {
      name: 'newest, source',
      sort: 'newest',
      filter: (nth) => ({ sourceId: source(nth) }),
    },
    { name: 'newest, mid word, source', sort: 'newest', filter: (nth) => ({ q: word('mid'), sourceId: source(nth) }) },
    {
      name: 'newest, common word, publisher',
      sort: 'newest',
      filter: (nth) => ({ q: word('common'), publisherId: publisherIdSchema.parse(idOf('1', (nth * 41) % 400)) }),
    },
    {
      name: 'newest, mid word, profile',
      sort: 'newest',
      filter: (nth) => ({ q: word('mid'), profileId: profileIdSchema.parse(idOf('3', nth % 10)) }),
    },
    { name: 'newest, rare language', sort: 'newest', filter: () => ({ language: 'fi' }) },
    { name: 'newest, mid word, language', sort: 'newest', filter: () => ({ q: word('mid'), language: 'en' }) },
    { name: 'newest, unknown language', sort: 'newest', filter: () => ({ q: word('common'), language: 'is' }) },
    {
      name: 'newest, mid word, 7 days',
      sort: 'newest',
      filter: (nth) => ({ q: word('mid'), since: day((nth % 80) + 7), until: day(nth % 80) }),
    },
    {
      name: 'ranked, common word, 30 days',
      sort: 'relevance',
      filter: (nth) => ({ q: word('common'), since: day((nth % 50) + 30), until: day(nth % 50) }),
    },
    {
      name: 'newest, narrative',
      sort: 'newest',
      filter: (nth) => ({ narrativeId: narrativeIdSchema.parse(idOf('4', (nth * nth * 31) % 20_000)) }),
    },
    {
      name: 'newest, common word, narrative',
      sort: 'newest',
      filter: (nth) => ({ q: word('common'), narrativeId: narrativeIdSchema.parse(idOf('4', nth)) }),
    },
    { name: 'newest, dismissed', sort: 'newest', filter: () => ({ state: 'dismissed' }) },
    { name: 'newest, mid word, dismissed', sort: 'newest', filter: () => ({ q: word('mid'), state: 'dismissed' }) },
    { name: 'newest, mid word, ungrouped', sort: 'newest', filter: () => ({ q: word('mid'), state: 'ungrouped' }) },
    { name: 'newest, no items of a kind', sort: 'newest', filter: () => ({ q: word('common'), kind: 'manual' }) },
    {
      name: 'newest, common word, oldest days',
      sort: 'newest',
      filter: (nth) => ({ q: word('common'), until: day(CORPUS_DAYS - 1 - (nth % 20)) }),
    },
    { name: 'deep page, mid word', sort: 'newest', filter: () => ({ q: word('mid') }), page: 10 },
    { name: 'deep page, ranked mid word', sort: 'relevance', filter: () => ({ q: word('mid') }), page: 5 },
    { name: 'count, common word', sort: 'newest', filter: () => ({ q: word('common') }), isCount: true },
    { name: 'count, mid word', sort: 'newest', filter: () => ({ q: word('mid') }), isCount: true },
    { name: 'count, no words', sort: 'newest', filter: () => ({}), isCount: true },
  ]
}

function idOf(kind: string, number: number): string {
  return `0193a000-0000-7000-8000-${kind}${number.toString(16).padStart(11, '0')}`
}
