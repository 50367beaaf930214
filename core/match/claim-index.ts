import { type ClaimDocument, type ClaimText, readClaim } from './claim-text.ts'
import { PostingList } from './posting-list.ts'

/**
 * An incremental index over claim reviews: which claims hold a stem or a piece of characters, and how rare each is. What it
 * answers depends on the claims in it alone, never on the order they came or on what was removed.
 */
export class ClaimIndex {
  readonly #claims: (ClaimDocument | null)[] = []
  readonly #lengths: number[] = []
  readonly #freeSlots: number[] = []
  readonly #slots = new Map<string, number>()
  readonly #stems = new Map<string, PostingList>()
  readonly #grams = new Map<number, PostingList>()
  #totalLength = 0

  get size(): number {
    return this.#slots.size
  }

  /** One more than the highest slot ever used; slots below may be empty. */
  get capacity(): number {
    return this.#claims.length
  }

  get meanLength(): number {
    return this.size === 0 ? 1 : Math.max(1, this.#totalLength / this.size)
  }

  /** Adds a claim review, or puts it in the place of the one with its id. */
  put(claim: ClaimDocument): void {
    this.remove(claim.id)
    const text = readClaim(claim)
    const slot = this.#freeSlots.pop() ?? this.#claims.length
    this.#claims[slot] = claim
    this.#lengths[slot] = text.length
    this.#totalLength += text.length
    this.#slots.set(claim.id, slot)
    for (const [stem, count] of text.stems) listOf(this.#stems, stem).add(slot, count)
    for (const [gram, count] of text.grams) listOf(this.#grams, gram).add(slot, count)
  }

  /** Takes a claim review out; false when it was not there. */
  remove(id: string): boolean {
    const slot = this.#slots.get(id)
    const claim = slot === undefined ? null : this.#claims[slot]
    if (slot === undefined || !claim) return false
    const text: ClaimText = readClaim(claim)
    for (const stem of text.stems.keys()) dropFrom(this.#stems, stem, slot)
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

  lengthAt(slot: number): number {
    return this.#lengths[slot] ?? 0
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

  #rarity(holders: number): number {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5))
  }
}

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
