import { ItemIds } from './item-ids.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { SlotTable } from './slot-table.ts'
import type { ItemVector } from './term-weights.ts'
import { startIn, unpackVector, VectorStore } from './vector-store.ts'

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
const NO_VECTOR = { length: 0, terms: new Int32Array(0), weights: new Float32Array(0) }

/**
 * The items in memory, in order of assignment, in a ring that doubles when full. An item is named by its sequence number,
 * which only grows; its place in the arrays is `sequence & mask`. Vectors lie in a store of their own.
 */
export class HotItems {
  first = 0
  next = 0
  mask = 1023
  narratives: (NarrativeRecord | null)[] = new Array<NarrativeRecord | null>(1024).fill(null)
  originals: (string | null)[] = new Array<string | null>(1024).fill(null)
  eventAtMs = new Float64Array(1024)
  assignedAtMs = new Float64Array(1024)
  exacts = new Float64Array(1024)
  bitsHigh = new Uint32Array(1024)
  bitsLow = new Uint32Array(1024)
  hasBits = new Uint8Array(1024)
  vectorPlaces = new Uint32Array(1024)

  readonly vectors = new VectorStore()
  private ids = new ItemIds(1024)
  private readonly byId = new SlotTable((slot) => this.ids.hashAt(slot), 1024)
  private readonly byText = new SlotTable((slot) => hashExact(this.exacts[slot] as number), 1024)

  count(): number {
    return this.next - this.first
  }

  isFull(): boolean {
    return this.count() > this.mask
  }

  find(id: string): number | undefined {
    const slot = this.byId.find(this.ids.hashOf(id), (other) => this.ids.isAt(other, id))
    return slot < 0 ? undefined : this.sequenceAt(slot)
  }

  /** The newest item with this exact text. */
  findText(exact: number): number | undefined {
    const slot = this.byText.find(hashExact(exact), (other) => this.exacts[other] === exact)
    return slot < 0 ? undefined : this.sequenceAt(slot)
  }

  /** The sequence number of the item at a place; below `first` when the place is empty. */
  sequenceAt(slot: number): number {
    const newest = this.next - 1
    return newest - ((newest - slot) & this.mask)
  }

  /** The id of the item at a place. */
  idAt(slot: number): string {
    return this.ids.at(slot)
  }

  /** The same as four numbers when it is a UUID. */
  uuidAt(slot: number): Uint32Array | undefined {
    return this.ids.uuidAt(slot)
  }

  /** Appends an item and returns its sequence number. The ring must not be full: the caller grows it and its indexes. */
  push(item: NewHotItem): number {
    const sequence = this.next
    const slot = sequence & this.mask
    this.next += 1
    this.ids.set(slot, item.id)
    this.byId.put(this.ids.hashOf(item.id), slot, (other) => this.ids.isAt(other, item.id))
    this.narratives[slot] = item.narrative
    this.originals[slot] = item.originalId
    this.eventAtMs[slot] = item.eventAtMs
    this.assignedAtMs[slot] = item.assignedAtMs
    this.exacts[slot] = item.exact ?? NO_KEY
    this.noteText(slot)
    this.hasBits[slot] = item.bits ? 1 : 0
    this.bitsHigh[slot] = item.bits?.[0] ?? 0
    this.bitsLow[slot] = item.bits?.[1] ?? 0
    this.vectorPlaces[slot] = this.vectors.push(item.vector ?? NO_VECTOR)
    return sequence
  }

  /** Forgets the oldest item. */
  dropFirst(): void {
    const slot = this.first & this.mask
    this.byId.remove(slot)
    this.byText.remove(slot)
    this.ids.clear(slot)
    this.narratives[slot] = null
    this.originals[slot] = null
    this.vectors.dropBefore(this.vectorPlaces[slot] as number)
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
    return unpackVector(this.cellsAt(sequence & this.mask))
  }

  /** The packed terms of the item at a place. */
  cellsAt(slot: number): Uint32Array {
    const place = this.vectorPlaces[slot] as number
    const cells = this.vectors.blockAt(place)
    const start = startIn(place) + 1
    return cells.subarray(start, start + (cells[start - 1] as number))
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
      narratives: new Array<NarrativeRecord | null>(size).fill(null),
      originals: new Array<string | null>(size).fill(null),
      eventAtMs: new Float64Array(size),
      assignedAtMs: new Float64Array(size),
      exacts: new Float64Array(size),
      bitsHigh: new Uint32Array(size),
      bitsLow: new Uint32Array(size),
      hasBits: new Uint8Array(size),
      vectorPlaces: new Uint32Array(size),
    }
    moved(grown.narratives, this.narratives)
    moved(grown.originals, this.originals)
    moved(grown.eventAtMs, this.eventAtMs)
    moved(grown.assignedAtMs, this.assignedAtMs)
    moved(grown.exacts, this.exacts)
    moved(grown.bitsHigh, this.bitsHigh)
    moved(grown.bitsLow, this.bitsLow)
    moved(grown.hasBits, this.hasBits)
    moved(grown.vectorPlaces, this.vectorPlaces)
    const places = Array.from({ length: this.count() }, (_, index): [number, number] => [
      (this.first + index) & oldMask,
      (this.first + index) & (size - 1),
    ])
    this.ids = this.ids.moved(size, places)
    Object.assign(this, grown)
    this.mask = size - 1
    this.byId.reset(size)
    this.byText.reset(size)
    for (const [, slot] of places) {
      this.byId.put(this.ids.hashAt(slot), slot, () => false)
      this.noteText(slot)
    }
  }

  private noteText(slot: number): void {
    const exact = this.exacts[slot] as number
    if (exact !== NO_KEY) this.byText.put(hashExact(exact), slot, (other) => this.exacts[other] === exact)
  }
}

function hashExact(exact: number): number {
  return (exact ^ Math.floor(exact / 0x1_0000_0000)) >>> 0
}
