import { type ClaimDocument, type ClaimText, readClaim } from './claim-text.ts'
import { PostingList } from './posting-list.ts'

/** A claim as read, with the weight of its pieces of characters: the length of their vector, and their sum. */
export type ReadClaim = ClaimText & { gramNorm: number; gramMass: number }

/** BM25's k₁. */
export const SATURATION = 1.2
/** BM25's b. */
const LENGTH_SHARE = 0.6
const READINGS_MAX = 2_000

/**
 * An incremental index over claim reviews: which claims hold a stem or a piece of characters, and how rare each is; the initials
 * of a name are held as a stem is. What it answers depends on the claims in it alone, never on the order they came or on what
 * was removed.
 */
export class ClaimIndex {
  readonly #claims: (ClaimDocument | null)[] = []
  readonly #lengths: number[] = []
  readonly #freeSlots: number[] = []
  readonly #slots = new Map<string, number>()
  readonly #stems = new Map<string, PostingList>()
  readonly #grams = new Map<number, PostingList>()
  readonly #readings = new Map<number, ReadClaim>()
  #totalLength = 0
  #dampings = new Float64Array(0)

  get size(): number {
    return this.#slots.size
  }

  /** One more than the highest slot ever used; slots below may be empty. */
  get capacity(): number {
    return this.#claims.length
  }

  /** Adds a claim review, or puts it in the place of the one with its id. */
  put(claim: ClaimDocument): void {
    this.remove(claim.id)
    this.#forget()
    const text = readClaim(claim)
    const slot = this.#freeSlots.pop() ?? this.#claims.length
    this.#claims[slot] = claim
    this.#lengths[slot] = text.length
    this.#totalLength += text.length
    this.#slots.set(claim.id, slot)
    for (const [stem, count] of text.stems) listOf(this.#stems, stem).add(slot, count)
    for (const name of text.initials.keys()) listOf(this.#stems, name).add(slot, 1)
    for (const [gram, count] of text.grams) listOf(this.#grams, gram).add(slot, count)
  }

  /** Takes a claim review out; false when it was not there. */
  remove(id: string): boolean {
    const slot = this.#slots.get(id)
    const claim = slot === undefined ? null : this.#claims[slot]
    if (slot === undefined || !claim) return false
    this.#forget()
    const text: ClaimText = readClaim(claim)
    for (const stem of text.stems.keys()) dropFrom(this.#stems, stem, slot)
    for (const name of text.initials.keys()) dropFrom(this.#stems, name, slot)
    for (const gram of text.grams.keys()) dropFrom(this.#grams, gram, slot)
    this.#totalLength -= text.length
    this.#claims[slot] = null
    this.#slots.delete(id)
    this.#freeSlots.push(slot)
    return true
  }

  claimAt(slot: number): ClaimDocument | null {
    return this.#claims[slot] ?? null
  }

  find(id: string): ClaimDocument | null {
    const slot = this.#slots.get(id)
    return slot === undefined ? null : this.claimAt(slot)
  }

  /** The id of the review that has stood here longest, by when its id was first put. */
  oldest(): string | undefined {
    return this.#slots.keys().next().value
  }

  /** The claim of a slot as read. Readings are kept until any claim changes, since that changes every weight. */
  readingAt(slot: number): ReadClaim {
    const kept = this.#readings.get(slot)
    if (kept) return kept
    const text = readClaim(this.#claims[slot] ?? NO_CLAIM)
    let squared = 0
    let gramMass = 0
    for (const [gram, count] of text.grams) {
      const weight = this.gramWeight(gram)
      squared += (weight * count) ** 2
      gramMass += weight
    }
    const reading = { ...text, gramNorm: Math.sqrt(squared) || 1, gramMass: gramMass || 1 }
    if (this.#readings.size >= READINGS_MAX) this.#readings.clear()
    this.#readings.set(slot, reading)
    return reading
  }

  /** By slot, what BM25 adds to a term's count below the line: k₁ × (1 − b + b × length ∕ mean length). */
  dampings(): Float64Array {
    if (this.#dampings.length > 0) return this.#dampings
    const mean = Math.max(1, this.#totalLength / Math.max(1, this.size))
    this.#dampings = Float64Array.from(
      this.#lengths,
      (length) => SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / mean),
    )
    return this.#dampings
  }

  stemPostings(stem: string): PostingList | undefined {
    return this.#stems.get(stem)
  }

  gramPostings(gram: number): PostingList | undefined {
    return this.#grams.get(gram)
  }

  /** How rare a stem is: ln(1 + (N − n + ½) / (n + ½)), Robertson and Spärck Jones as BM25 uses it. */
  stemWeight(stem: string): number {
    return this.#rarity(this.#stems.get(stem)?.size ?? 0)
  }

  gramWeight(gram: number): number {
    return this.#rarity(this.#grams.get(gram)?.size ?? 0)
  }

  /** Drops what depends on every claim. */
  #forget(): void {
    this.#readings.clear()
    this.#dampings = new Float64Array(0)
  }

  #rarity(holders: number): number {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5))
  }
}

const NO_CLAIM: ClaimDocument = { id: '', claim: '', title: '', language: '' }

function listOf<Key>(lists: Map<Key, PostingList>, key: Key): PostingList {
  let list = lists.get(key)
  if (!list) {
    list = new PostingList()
    lists.set(key, list)
  }
  return list
}

function dropFrom<Key>(lists: Map<Key, PostingList>, key: Key, slot: number): void {
  const list = lists.get(key)
  list?.remove(slot)
  if (list?.size === 0) lists.delete(key)
}
