import type { ByteReader, ByteWriter } from './byte-stream.ts'
import type { EngineOptions } from './engine-options.ts'
import { heaviestPlaces, rankHeaviest } from './rank-heaviest.ts'
import { longShare } from './score.ts'
import { TERM_SPACE, pairTermOf } from './term-hash.ts'
import { termPlaces as places } from './term-places.ts'
import { MAX_TOKENS } from './tokenize.ts'
import type { Tokens } from './tokenize.ts'

/**
 * An item as weighted terms, heaviest first, length 1. `distinctTerms` counts all its different words, also those past
 * the kept ones, without pairs. Buffers are reused by the next call.
 */
export type ItemVector = { length: number; terms: Int32Array; weights: Float32Array; distinctTerms: number }

/** The words' statistics of one shard: how many documents held each term. */
export type TermWeights = {
  weigh: (tokens: Tokens) => ItemVector
  /** What its rarity makes of a term's weight in a text of ordinary length. */
  rarity: (term: number) => number
  /** Counts the document weighed last. */
  count: () => void
  documents: () => number
  /** How many different term numbers are in use. */
  terms: () => number
  write: (out: ByteWriter) => void
  read: (input: ByteReader) => void
}

// Scratch for one call at a time, for all engines of a thread: the different terms of a text in order of appearance, words
// and pairs, each with how often it stands there, its best place and its weight.
const distinct = new Int32Array(2 * MAX_TOKENS)
const frequency = new Float32Array(2 * MAX_TOKENS)
const boost = new Float32Array(2 * MAX_TOKENS)
const raw = new Float32Array(2 * MAX_TOKENS)
let distinctCount = 0

/** Term weights tf × idf^power from counts that grow with every item, steadied by a prior. */
export function createTermWeights(options: EngineOptions): TermWeights {
  const counts = new Uint32Array(TERM_SPACE)
  let documents = 0

  /** The terms of the document weighed last. */
  const weighed = new Int32Array(2 * MAX_TOKENS)
  let weighedCount = 0
  const vector: ItemVector = {
    length: 0,
    terms: new Int32Array(options.maxItemTerms),
    weights: new Float32Array(options.maxItemTerms),
    distinctTerms: 0,
  }

  function weigh(tokens: Tokens): ItemVector {
    distinctCount = 0
    addWords(tokens, options)
    const single = distinctCount
    const pairBoost = options.pairBoost * (1 - longShare(single))
    if (pairBoost > 0) addPairs(tokens, pairBoost)
    const power = options.idfPower + options.longIdfPower * longShare(single)
    const pretended = documents + options.priorDocuments + 1
    for (let place = 0; place < distinctCount; place += 1) {
      const term = distinct[place] as number
      const idf = Math.log(pretended / ((counts[term] as number) + 0.5))
      raw[place] = (1 + Math.log(frequency[place] as number)) * (boost[place] as number) * idf ** power
      places[term] = 0
    }
    weighed.set(distinct.subarray(0, distinctCount))
    weighedCount = distinctCount
    keepHeaviest(vector)
    vector.distinctTerms = single
    return vector
  }

  function rarity(term: number): number {
    const held = counts[term & (TERM_SPACE - 1)] as number
    return Math.log((documents + options.priorDocuments + 1) / (held + 0.5)) ** options.idfPower
  }

  function count(): void {
    for (let place = 0; place < weighedCount; place += 1) {
      const term = weighed[place] as number
      counts[term] = (counts[term] as number) + 1
    }
    documents += 1
    if (documents < options.maxDocuments) return
    documents = Math.floor(documents / 2)
    for (let term = 0; term < TERM_SPACE; term += 1) counts[term] = (counts[term] as number) >>> 1
  }

  function terms(): number {
    let used = 0
    for (let term = 0; term < TERM_SPACE; term += 1) if (counts[term] !== 0) used += 1
    return used
  }

  function write(out: ByteWriter): void {
    out.u32(documents)
    out.u32(terms())
    for (let term = 0; term < TERM_SPACE; term += 1) {
      const value = counts[term] as number
      if (value === 0) continue
      out.u32(term)
      out.u32(value)
    }
  }

  function read(input: ByteReader): void {
    documents = input.u32()
    for (let left = input.u32(); left > 0; left -= 1) {
      const term = input.u32()
      counts[term & (TERM_SPACE - 1)] = input.u32()
    }
  }

  return { weigh, rarity, count, documents: () => documents, terms, write, read }
}

/** Notes each different word once, with how often it stands in the text and its best place. */
function addWords(tokens: Tokens, options: EngineOptions): void {
  for (let index = 0; index < tokens.count; index += 1) {
    const term = tokens.terms[index] as number
    if (term < 0) continue
    const isTitle = index < tokens.titleCount
    const placed =
      (tokens.weak[index] === 1 ? options.weakShare : tokens.capitals[index] === 1 ? options.capitalBoost : 1) *
      (isTitle ? options.titleBoost : tailWeight(options.tailShare, index))
    const known = (places[term] as number) - 1
    if (known < 0) addDistinct(term, placed)
    else {
      if (placed > (boost[known] as number)) boost[known] = placed
      frequency[known] = (frequency[known] as number) + 1
    }
  }
}

/** Adds neighbouring words as one term each, unless both are weak. */
function addPairs(tokens: Tokens, pairBoost: number): void {
  for (let index = 1; index < tokens.count; index += 1) {
    const first = tokens.terms[index - 1] as number
    const second = tokens.terms[index] as number
    if (first < 0 || second < 0 || (tokens.weak[index - 1] === 1 && tokens.weak[index] === 1)) continue
    const pair = pairTermOf(first, second)
    if (places[pair] === 0) addDistinct(pair, pairBoost)
  }
}

function addDistinct(term: number, placed: number): void {
  distinct[distinctCount] = term
  boost[distinctCount] = placed
  frequency[distinctCount] = 1
  distinctCount += 1
  places[term] = distinctCount
}

/** Fills the vector with as many terms as it holds, heaviest in `raw` first, scaled to length 1. */
function keepHeaviest(vector: ItemVector): void {
  const length = rankHeaviest(raw, distinct, distinctCount, vector.terms.length)
  let squares = 0
  for (let rank = 0; rank < length; rank += 1) squares += (raw[heaviestPlaces[rank] as number] as number) ** 2
  const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let rank = 0; rank < length; rank += 1) {
    const place = heaviestPlaces[rank] as number
    vector.terms[rank] = distinct[place] as number
    vector.weights[rank] = (raw[place] as number) * norm
  }
  vector.length = length
}

/** What comes late in a text counts less. */
function tailWeight(tailShare: number, index: number): number {
  return index < 60 ? 1 : Math.max(tailShare, 1 - ((index - 60) / 240) * (1 - tailShare))
}
