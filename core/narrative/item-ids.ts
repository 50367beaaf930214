const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/**
 * The ids of items by their place. A UUID takes sixteen bytes instead of a string of its own; other ids are kept as they
 * are.
 */
export class ItemIds {
  private words: Uint32Array
  private readonly others = new Map<number, string>()
  private readonly scratch = new Uint32Array(4)
  private isAskedUuid = false

  constructor(size: number) {
    this.words = new Uint32Array(size * 4)
  }

  set(slot: number, id: string): void {
    const words = readWords(id, this.scratch)
    if (words) this.words.set(words, slot * 4)
    else this.others.set(slot, id)
  }

  at(slot: number): string {
    return this.otherAt(slot) ?? writeUuid(this.uuidWords(slot))
  }

  /** The id at a place as four numbers; undefined when it is no UUID. */
  uuidAt(slot: number): Uint32Array | undefined {
    return this.otherAt(slot) === undefined ? this.uuidWords(slot) : undefined
  }

  clear(slot: number): void {
    this.others.delete(slot)
  }

  /** A number that follows from an id, or from the one at a place. */
  hashOf(id: string): number {
    const words = readWords(id, this.scratch)
    this.isAskedUuid = words !== undefined
    return words ? hashWords(words, 0) : hashText(id)
  }

  hashAt(slot: number): number {
    const other = this.otherAt(slot)
    return other === undefined ? hashWords(this.words, slot * 4) : hashText(other)
  }

  /** Compares with the id given to `hashOf` last. */
  isAt(slot: number, id: string): boolean {
    const other = this.otherAt(slot)
    if (other !== undefined) return other === id
    const { words, scratch } = this
    const start = slot * 4
    return (
      this.isAskedUuid &&
      words[start] === scratch[0] &&
      words[start + 1] === scratch[1] &&
      words[start + 2] === scratch[2] &&
      words[start + 3] === scratch[3]
    )
  }

  private uuidWords(slot: number): Uint32Array {
    return this.words.subarray(slot * 4, slot * 4 + 4)
  }

  private otherAt(slot: number): string | undefined {
    return this.others.size === 0 ? undefined : this.others.get(slot)
  }

  /** The same ids at other places, with room for `size`. */
  moved(size: number, slots: Iterable<[from: number, to: number]>): ItemIds {
    const moved = new ItemIds(size)
    for (const [from, to] of slots) {
      const other = this.others.get(from)
      if (other === undefined) moved.words.set(this.words.subarray(from * 4, from * 4 + 4), to * 4)
      else moved.others.set(to, other)
    }
    return moved
  }
}

function readWords(id: string, into: Uint32Array): Uint32Array | undefined {
  if (id.length !== 36 || !UUID.test(id)) return undefined
  let word = 0
  let digits = 0
  for (let index = 0; index < 36; index += 1) {
    const code = id.charCodeAt(index)
    if (code === 45) continue
    word = (word << 4) | (code < 58 ? code - 48 : code - 87)
    digits += 1
    if ((digits & 7) !== 0) continue
    into[(digits >>> 3) - 1] = word
    word = 0
  }
  return into
}

function hashWords(words: Uint32Array, start: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < 4; index += 1)
    hash = Math.imul(hash ^ (words[start + index] as number), 0x9e3779b1) ^ (hash >>> 15)
  return hash >>> 0
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Two digits of each byte. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A UUID from its four numbers. */
export function writeUuid(words: Uint32Array): string {
  const pair = (word: number, shift: number) => HEX[((words[word] as number) >>> shift) & 255]
  const four = (word: number, shift: number) => `${pair(word, shift + 8)}${pair(word, shift)}`
  return `${four(0, 16)}${four(0, 0)}-${four(1, 16)}-${four(1, 0)}-${four(2, 16)}-${four(2, 0)}${four(3, 16)}${four(3, 0)}`
}
