import type { ByteReader, ByteWriter } from './byte-stream.ts'
import type { EngineOptions } from './engine-options.ts'
import { longShare } from './score.ts'
import { TERM_SPACE } from './term-hash.ts'
import type { Tokens } from './tokenize.ts'

/**
 * An item as weighted terms, heaviest first, length 1. `distinctTerms` counts all its different terms, also those past
 * the kept ones. Buffers are reused by the next call.
 */
export type ItemVector = { length: number; terms: Int32Array; weights: Float32Array; distinctTerms: number }

/** The words' statistics of one shard: how many documents held each term. */
export type TermWeights = {
  weigh: (tokens: Tokens) => ItemVector
  /** Counts the document weighed last. */
  count: () => void
  documents: () => number
  /** How many different term numbers are in use. */
  terms: () => number
  write: (out: ByteWriter) => void
  read: (input: ByteReader) => void
}

/** Term weights tf × idf^power from counts that grow with every item, steadied by a prior. */
export function createTermWeights(options: EngineOptions): TermWeights {
  const counts = new Uint32Array(TERM_SPACE)
  let documents = 0

  const frequency = new Float32Array(TERM_SPACE)
  const boost = new Float32Array(TERM_SPACE)
  const raw = new Float32Array(TERM_SPACE)
  let distinct: number[] = []
  const vector: ItemVector = {
    length: 0,
    terms: new Int32Array(options.maxItemTerms),
    weights: new Float32Array(options.maxItemTerms),
    distinctTerms: 0,
  }
  const heaviestFirst = (a: number, b: number) => (raw[b] ?? 0) - (raw[a] ?? 0) || a - b

  function weigh(tokens: Tokens): ItemVector {
    distinct = []
    for (let index = 0; index < tokens.count; index += 1) {
      const term = tokens.terms[index] as number
      if (term < 0) continue
      const isTitle = index < tokens.titleCount
      const placed =
        (tokens.capitals[index] === 1 ? options.capitalBoost : 1) * (isTitle ? options.titleBoost : tailWeight(index))
      if (frequency[term] === 0) {
        distinct.push(term)
        boost[term] = placed
      } else if (placed > (boost[term] as number)) boost[term] = placed
      frequency[term] = (frequency[term] as number) + 1
    }
    const power = options.idfPower + options.longIdfPower * longShare(distinct.length)
    const pretended = documents + options.priorDocuments + 1
    for (const term of distinct) {
      const idf = Math.log(pretended / ((counts[term] as number) + 0.5))
      raw[term] = (1 + Math.log(frequency[term] as number)) * (boost[term] as number) * idf ** power
      frequency[term] = 0
    }
    const ranked = distinct.toSorted(heaviestFirst)
    const length = Math.min(ranked.length, options.maxItemTerms)
    let squares = 0
    for (let rank = 0; rank < length; rank += 1) squares += (raw[ranked[rank] as number] as number) ** 2
    const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let rank = 0; rank < length; rank += 1) {
      const term = ranked[rank] as number
      vector.terms[rank] = term
      vector.weights[rank] = (raw[term] as number) * norm
    }
    vector.length = length
    vector.distinctTerms = distinct.length
    return vector
  }

  function tailWeight(index: number): number {
    return index < 60 ? 1 : Math.max(options.tailShare, 1 - ((index - 60) / 240) * (1 - options.tailShare))
  }

  function count(): void {
    for (const term of distinct) counts[term] = (counts[term] as number) + 1
    documents += 1
    if (documents < options.maxDocuments) return
    documents = Math.floor(documents / 2)
    for (let term = 0; term < TERM_SPACE; term += 1) counts[term] = (counts[term] as number) >>> 1
  }

  function terms(): number {
    return counts.reduce((used, value) => (value > 0 ? used + 1 : used), 0)
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

  return { weigh, count, documents: () => documents, terms, write, read }
}
