import type { NarrativeRecord } from './narrative-records.ts'
import type { ItemVector } from './term-weights.ts'

/** An item on its way into memory; `vector` is null for a copy, which nothing is compared with. */
export type NewHotItem = {
  id: string
  narrative: NarrativeRecord
  eventAtMs: number
  assignedAtMs: number
  exact: number | null
  bits: readonly [number, number] | null
  originalId: string | null
  vector: Pick<ItemVector, 'length' | 'terms' | 'weights'> | null
}

const NO_KEY = -1

/**
 * The items in memory, in order of assignment, in a ring that doubles when full. An item is named by its sequence number,
 * which only grows; its place in the arrays is `sequence & mask`. Vectors lie one after another in a second ring.
 */
export class HotItems {
  first = 0
  next = 0
  mask = 1023
  ids: string[] = new Array<string>(1024).fill('')
  narratives: (NarrativeRecord | null)[] = new Array<NarrativeRecord | null>(1024).fill(null)
  originals: (string | null)[] = new Array<string | null>(1024).fill(null)
  eventAtMs = new Float64Array(1024)
  assignedAtMs = new Float64Array(1024)
  exacts = new Float64Array(1024)
  bitsHigh = new Uint32Array(1024)
  bitsLow = new Uint32Array(1024)
  hasBits = new Uint8Array(1024)
  vectorStarts = new Float64Array(1024)
  vectorLengths = new Uint16Array(1024)
  sequences = new Float64Array(1024).fill(NO_KEY)

  arenaFirst = 0
  arenaNext = 0
  arenaMask = 16_383
  arenaTerms = new Int32Array(16_384)
  arenaWeights = new Float32Array(16_384)

  private readonly sequenceOf = new Map<string, number>()

  count(): number {
    return this.next - this.first
  }

  isFull(): boolean {
    return this.count() > this.mask
  }

  find(id: string): number | undefined {
    return this.sequenceOf.get(id)
  }

  /** Appends an item and returns its sequence number. The ring must not be full: the caller grows it and its indexes. */
  push(item: NewHotItem): number {
    const sequence = this.next
    const slot = sequence & this.mask
    this.next += 1
    this.ids[slot] = item.id
    this.narratives[slot] = item.narrative
    this.originals[slot] = item.originalId
    this.eventAtMs[slot] = item.eventAtMs
    this.assignedAtMs[slot] = item.assignedAtMs
    this.exacts[slot] = item.exact ?? NO_KEY
    this.hasBits[slot] = item.bits ? 1 : 0
    this.bitsHigh[slot] = item.bits?.[0] ?? 0
    this.bitsLow[slot] = item.bits?.[1] ?? 0
    this.sequences[slot] = sequence
    this.vectorStarts[slot] = this.arenaNext
    this.vectorLengths[slot] = item.vector?.length ?? 0
    if (item.vector) this.pushVector(item.vector)
    this.sequenceOf.set(item.id, sequence)
    return sequence
  }

  /** Forgets the oldest item. */
  dropFirst(): void {
    const slot = this.first & this.mask
    this.sequenceOf.delete(this.ids[slot] as string)
    this.ids[slot] = ''
    this.narratives[slot] = null
    this.originals[slot] = null
    this.sequences[slot] = NO_KEY
    this.arenaFirst = (this.vectorStarts[slot] as number) + (this.vectorLengths[slot] as number)
    this.first += 1
  }

  exactOf(sequence: number): number | null {
    const exact = this.exacts[sequence & this.mask] as number
    return exact === NO_KEY ? null : exact
  }

  bitsOf(sequence: number): [number, number] | null {
    const slot = sequence & this.mask
    return this.hasBits[slot] === 1 ? [this.bitsHigh[slot] as number, this.bitsLow[slot] as number] : null
  }

  /** A copy of an item's vector; length 0 for a copy of another item. */
  vectorOf(sequence: number): Pick<ItemVector, 'length' | 'terms' | 'weights'> {
    const slot = sequence & this.mask
    const length = this.vectorLengths[slot] as number
    const start = this.vectorStarts[slot] as number
    const terms = new Int32Array(length)
    const weights = new Float32Array(length)
    for (let rank = 0; rank < length; rank += 1) {
      terms[rank] = this.arenaTerms[(start + rank) & this.arenaMask] as number
      weights[rank] = this.arenaWeights[(start + rank) & this.arenaMask] as number
    }
    return { length, terms, weights }
  }

  /** Doubles the ring; places in it change, sequence numbers do not. */
  grow(): void {
    const oldMask = this.mask
    const size = (oldMask + 1) * 2
    const moved = <T>(target: { [slot: number]: T }, source: { [slot: number]: T }) => {
      for (let sequence = this.first; sequence < this.next; sequence += 1) {
        target[sequence & (size - 1)] = source[sequence & oldMask] as T
      }
    }
    const grown = {
      ids: new Array<string>(size).fill(''),
      narratives: new Array<NarrativeRecord | null>(size).fill(null),
      originals: new Array<string | null>(size).fill(null),
      eventAtMs: new Float64Array(size),
      assignedAtMs: new Float64Array(size),
      exacts: new Float64Array(size),
      bitsHigh: new Uint32Array(size),
      bitsLow: new Uint32Array(size),
      hasBits: new Uint8Array(size),
      vectorStarts: new Float64Array(size),
      vectorLengths: new Uint16Array(size),
      sequences: new Float64Array(size).fill(NO_KEY),
    }
    moved(grown.ids, this.ids)
    moved(grown.narratives, this.narratives)
    moved(grown.originals, this.originals)
    moved(grown.eventAtMs, this.eventAtMs)
    moved(grown.assignedAtMs, this.assignedAtMs)
    moved(grown.exacts, this.exacts)
    moved(grown.bitsHigh, this.bitsHigh)
    moved(grown.bitsLow, this.bitsLow)
    moved(grown.hasBits, this.hasBits)
    moved(grown.vectorStarts, this.vectorStarts)
    moved(grown.vectorLengths, this.vectorLengths)
    moved(grown.sequences, this.sequences)
    Object.assign(this, grown)
    this.mask = size - 1
  }

  private pushVector(vector: Pick<ItemVector, 'length' | 'terms' | 'weights'>): void {
    while (this.arenaNext + vector.length - this.arenaFirst > this.arenaMask) this.growArena()
    for (let rank = 0; rank < vector.length; rank += 1) {
      const place = (this.arenaNext + rank) & this.arenaMask
      this.arenaTerms[place] = vector.terms[rank] as number
      this.arenaWeights[place] = vector.weights[rank] as number
    }
    this.arenaNext += vector.length
  }

  private growArena(): void {
    const size = (this.arenaMask + 1) * 2
    const terms = new Int32Array(size)
    const weights = new Float32Array(size)
    for (let position = this.arenaFirst; position < this.arenaNext; position += 1) {
      terms[position & (size - 1)] = this.arenaTerms[position & this.arenaMask] as number
      weights[position & (size - 1)] = this.arenaWeights[position & this.arenaMask] as number
    }
    this.arenaTerms = terms
    this.arenaWeights = weights
    this.arenaMask = size - 1
  }
}
