import { createColdNarratives } from './cold-narratives.ts'
import type { ColdNarratives } from './cold-narratives.ts'
import { createCopyIndex } from './copy-index.ts'
import type { CopyIndex } from './copy-index.ts'
import type { EngineOptions } from './engine-options.ts'
import { HotItems } from './hot-items.ts'
import type { NarrativeRecords } from './narrative-records.ts'
import { createMemberChains } from './member-chains.ts'
import type { MemberChains } from './member-chains.ts'
import { Postings } from './postings.ts'
import { createNarrativeSearch } from './search-narratives.ts'
import type { NarrativeSearch } from './search-narratives.ts'
import { createSurfaceForms } from './surface-forms.ts'
import type { SurfaceForms } from './surface-forms.ts'
import { createTermWeights } from './term-weights.ts'
import type { TermWeights } from './term-weights.ts'
import { createTokenizer } from './tokenize.ts'
import type { Tokens } from './tokenize.ts'

const SURFACES_PER_GENERATION = 100_000

/** Everything one engine remembers; `postings`, `members` and `copies` are indexes that follow from `items`, as `cold` follows from `narratives` but for its order. */
export type EngineState = {
  options: EngineOptions
  tokenize: (title: string, text: string, language: string) => Tokens
  weights: TermWeights
  surfaces: SurfaceForms
  items: HotItems
  narratives: NarrativeRecords
  postings: Postings
  members: MemberChains
  copies: CopyIndex
  cold: ColdNarratives
  search: NarrativeSearch
}

/** The state of an engine that has seen nothing. */
export function createEngineState(options: EngineOptions): EngineState {
  const postings = new Postings(options.searchTerms, options.postingsPerTerm)
  return {
    options,
    tokenize: createTokenizer(),
    weights: createTermWeights(options),
    surfaces: createSurfaceForms(SURFACES_PER_GENERATION),
    items: new HotItems(),
    narratives: { byId: new Map(), nextOrder: 0 },
    postings,
    members: createMemberChains(),
    copies: createCopyIndex(),
    cold: createColdNarratives(options),
    search: createNarrativeSearch(options, postings),
  }
}
