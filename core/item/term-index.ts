import { GAP, hasAddress, readWords, splitHashtags, type TextWords } from './read-words.ts'
import { UNSPACED } from './scan-pieces.ts'
import { readTerm } from './written-term.ts'

/** `crossesSentences` when the term itself is written with the end of a sentence: `St. Petersburg`. */
type Entry = { id: number; language: string | null; crossesSentences: boolean }
type Affix = { entries: Map<string, Entry[]>; lengths: number[] }
type Node = { next: Map<string, Node>; ends: Entry[]; openEnds: Affix }
type Needles = Map<string, { lengths: number[]; entries: Map<string, (Entry & NeedleEnds)[]> }>
type NeedleEnds = { isSplit: boolean; isOpen: boolean }
/** Terms looked for in the text without its addresses, or with them. */
type Table = { root: Node; needles: Needles; isUsed: boolean }

/** How often a text was looked up in the index: what its cost is counted in. */
export type LookUps = { count: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * All terms of a set of profiles in one index. A text is read once and looked up at each word, so that the cost depends on
 * the length of the text and of the longest term, not on the number of terms. Words match whole unless the term ends in `*`.
 *
 * Scripts written without spaces: a term that the dictionary (`Intl.Segmenter`) takes for one word matches where words begin
 * and end at its ends; a term that the dictionary splits matches anywhere, inside longer words too. The dictionary errs,
 * above all with names and new words, and differs between versions of ICU; it may miss a term inside a compound it knows.
 */
export class TermIndex {
  readonly #written: string[] = []
  readonly #ids = new Map<string, number>()
  readonly #plain: Table = { root: newNode(), needles: new Map(), isUsed: false }
  readonly #withAddresses: Table = { root: newNode(), needles: new Map(), isUsed: false }

  /** Adds a term and returns its number, the same for a term added before; null for a term without any word. */
  add(written: string): number | null {
    const known = this.#ids.get(written)
    if (known !== undefined) return known
    const { text, language } = readTerm(written)
    const isOpen = /\*["”»']?$/u.test(text)
    const table = hasAddress(text) ? this.#withAddresses : this.#plain
    const spellings = new Set([text.replace(/[#＃]/gu, ' ').replaceAll('_', ' '), splitHashtags(text)])
    const readings = [...spellings].map((spelling) => readWords(spelling, true)).filter(({ words }) => words.length > 0)
    if (readings.length === 0) return null
    const id = this.#written.push(written) - 1
    this.#ids.set(written, id)
    table.isUsed = true
    for (const reading of readings) {
      const crossesSentences = reading.gaps.slice(1).some((gap) => gap !== GAP.none)
      const entry = { id, language, crossesSentences }
      if (UNSPACED.test(reading.flat)) addNeedle(table.needles, reading, { ...entry, isOpen })
      else addPhrase(table.root, reading.words, entry, isOpen)
    }
    return id
  }

  /** The numbers of the terms that occur. A term of one language does not count in an item of another; `und` passes. */
  find(text: string, language = 'und', lookUps: LookUps = { count: 0 }): Set<number> {
    const found = new Set<number>()
    const take = (entry: Entry) => {
      lookUps.count += 1
      if (entry.language === null || language === 'und' || entry.language === language) found.add(entry.id)
    }
    for (const table of [this.#plain, this.#withAddresses]) {
      if (!table.isUsed) continue
      const reading = readWords(text, table === this.#withAddresses)
      findPhrases(table.root, reading, take, lookUps)
      if (table.needles.size > 0 && reading.unspaced.length > 0) findNeedles(table.needles, reading, take, lookUps)
    }
    return found
  }
}

function newNode(): Node {
  return { next: new Map(), ends: [], openEnds: { entries: new Map(), lengths: [] } }
}

function addPhrase(root: Node, words: readonly string[], entry: Entry, isOpen: boolean): void {
  let node = root
  for (const word of isOpen ? words.slice(0, -1) : words) {
    const next = node.next.get(word) ?? newNode()
    node.next.set(word, next)
    node = next
  }
  if (isOpen) addAffix(node.openEnds, words.at(-1) ?? '', entry)
  else node.ends.push(entry)
}

function addAffix<T>(affix: { entries: Map<string, T[]>; lengths: number[] }, text: string, entry: T): void {
  const same = affix.entries.get(text)
  if (same) same.push(entry)
  else affix.entries.set(text, [entry])
  if (!affix.lengths.includes(text.length)) affix.lengths.push(text.length)
}

function addNeedle(needles: Needles, reading: TextWords, entry: Entry & { isOpen: boolean }): void {
  const needle = reading.flat.slice(1)
  const first = needle.charAt(0)
  const affix = needles.get(first) ?? { lengths: [], entries: new Map<string, (Entry & NeedleEnds)[]>() }
  needles.set(first, affix)
  addAffix(affix, needle, { ...entry, isSplit: reading.words.length > 1 || [...segmenter.segment(needle)].length > 1 })
}

function findPhrases(root: Node, reading: TextWords, take: (entry: Entry) => void, lookUps: LookUps): void {
  const { words, gaps } = reading
  for (let start = 0; start < words.length; start += 1) {
    let node: Node | undefined = root
    let hasCrossed = false
    for (let at = start; node !== undefined && at < words.length; at += 1) {
      const word = words[at] ?? ''
      if (at > start && gaps[at] === GAP.barrier) break
      if (at > start && gaps[at] === GAP.sentence) hasCrossed = true
      for (const length of node.openEnds.lengths) {
        lookUps.count += 1
        if (length <= word.length) takeAll(node.openEnds.entries.get(word.slice(0, length)), hasCrossed, take)
      }
      lookUps.count += 1
      node = node.next.get(word)
      if (node !== undefined && node.ends.length > 0) takeAll(node.ends, hasCrossed, take)
    }
  }
}

function takeAll(entries: readonly Entry[] | undefined, hasCrossed: boolean, take: (entry: Entry) => void): void {
  for (const entry of entries ?? []) if (!hasCrossed || entry.crossesSentences) take(entry)
}

function findNeedles(needles: Needles, reading: TextWords, take: (entry: Entry) => void, lookUps: LookUps): void {
  const { flat } = reading
  const edges = new Set(reading.edges)
  for (const [start, end] of reading.unspaced)
    for (const { index } of segmenter.segment(flat.slice(start, end))) edges.add(start + index)
  // An end in another script, or of a term the dictionary knows, has to be the end of a word.
  const isEnd = (at: number, letter: string, isSplit: boolean) => edges.has(at) || (isSplit && UNSPACED.test(letter))
  for (let start = 0; start < flat.length; start += 1) {
    lookUps.count += 1
    const affix = needles.get(flat.charAt(start))
    for (const length of affix?.lengths ?? []) {
      lookUps.count += 1
      const needle = flat.slice(start, start + length)
      for (const entry of affix?.entries.get(needle) ?? []) {
        const hasStart = isEnd(start, [...needle][0] ?? '', entry.isSplit)
        if (hasStart && (entry.isOpen || isEnd(start + length, [...needle].at(-1) ?? '', entry.isSplit))) take(entry)
      }
    }
  }
}
