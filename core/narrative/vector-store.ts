import type { ItemVector } from './term-weights.ts'

type Vector = Pick<ItemVector, 'length' | 'terms' | 'weights'>

const BLOCK_BITS = 18
const BLOCK = 1 << BLOCK_BITS
/** Blocks a store can hold at once, a power of two: a thousand million terms. */
const BLOCKS = 4_096
const TERM_BITS = 20
const TERM_MASK = (1 << TERM_BITS) - 1
const STEPS = (1 << (32 - TERM_BITS)) - 1

/**
 * Vectors one after another in blocks, each behind a cell with its length; the oldest blocks are given back as their vectors
 * leave. A term and its weight take four bytes: twenty bits the term, twelve the weight in steps of 1/4095, less than the
 * weights of a text differ by. A vector is named by its place, which is used anew once its block was given back.
 */
export class VectorStore {
  private readonly blocks: (Uint32Array | undefined)[] = []
  private firstBlock = 0
  private lastBlock = 0
  private filled = 0

  constructor() {
    this.blocks[0] = new Uint32Array(BLOCK)
  }

  /** Appends a vector and returns its place. A vector lies in one block. */
  push(vector: Vector): number {
    if (this.filled + 1 + vector.length > BLOCK) {
      this.lastBlock += 1
      this.filled = 0
      if (this.lastBlock - this.firstBlock >= BLOCKS) throw new RangeError('The memory of texts is full.')
      this.blocks[this.lastBlock & (BLOCKS - 1)] = new Uint32Array(BLOCK)
    }
    const place = (this.lastBlock & (BLOCKS - 1)) * BLOCK + this.filled
    const cells = this.blockAt(place)
    const start = this.filled + 1
    cells[this.filled] = vector.length
    for (let rank = 0; rank < vector.length; rank += 1)
      cells[start + rank] = packTerm(vector.terms[rank] as number, vector.weights[rank] as number)
    this.filled = start + vector.length
    return place
  }

  /** Gives back what lies in blocks before a place's: nothing there is asked for again. */
  dropBefore(place: number): void {
    const ahead = ((place >>> BLOCK_BITS) - this.firstBlock) & (BLOCKS - 1)
    for (const block = this.firstBlock + ahead; this.firstBlock < block; this.firstBlock += 1)
      this.blocks[this.firstBlock & (BLOCKS - 1)] = undefined
  }

  /** The block a place lies in: at `startIn(place)` stands the vector's length, behind it its packed terms. */
  blockAt(place: number): Uint32Array {
    const cells = this.blocks[place >>> BLOCK_BITS]
    if (!cells) throw new RangeError('The text has left memory.')
    return cells
  }
}

/** Where in its block a place is. */
export function startIn(place: number): number {
  return place & (BLOCK - 1)
}

/** Packed cells as the vector they stand for. */
export function unpackVector(cells: Uint32Array): Vector {
  const length = cells.length
  const terms = new Int32Array(length)
  const weights = new Float32Array(length)
  for (let rank = 0; rank < length; rank += 1) {
    const cell = cells[rank] as number
    terms[rank] = termIn(cell)
    weights[rank] = weightIn(cell)
  }
  return { length, terms, weights }
}

function packTerm(term: number, weight: number): number {
  return ((Math.min(STEPS, Math.max(1, Math.round(weight * STEPS))) << TERM_BITS) | term) >>> 0
}

/** The term of a packed cell. */
export function termIn(cell: number): number {
  return cell & TERM_MASK
}

/** The weight of a packed cell. */
export function weightIn(cell: number): number {
  return weightOfPacked(packedWeightIn(cell))
}

/** The weight of a packed cell as it is kept, in twelve bits. */
export function packedWeightIn(cell: number): number {
  return cell >>> TERM_BITS
}

/** The weight that twelve bits stand for. */
export function weightOfPacked(packed: number): number {
  return packed / STEPS
}
