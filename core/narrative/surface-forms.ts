import type { ByteReader, ByteWriter } from './byte-stream.ts'
import { TERM_SPACE } from './term-hash.ts'

/** Readable forms of term numbers, for explanations. */
export type SurfaceForms = {
  /** Notes a word as written, or two side by side when `before` is given. */
  note: (term: number, surface: string, before?: string) => void
  nameOf: (term: number) => string | undefined
  write: (out: ByteWriter) => void
  read: (input: ByteReader) => void
}

type Form = { surface: string; votes: number }

const MAX_VOTES = 255

/**
 * A bounded table. The commonest form of each term wins by a running vote: its own uses add one, another form's take one
 * away, and at zero the other takes over. The table has two generations: when the young one is full it becomes the old
 * one, and what is still used moves over.
 */
export function createSurfaceForms(generationSize: number): SurfaceForms {
  let young = new Map<number, Form>()
  let old = new Map<number, Form>()
  /** A bit for each term of the young generation: nothing more is noted of most pairs, and asking the map for each costs. */
  const isYoung = new Uint8Array(TERM_SPACE / 8)

  function note(term: number, surface: string, before?: string): void {
    if (((isYoung[term >>> 3] as number) & (1 << (term & 7))) === 0)
      return add(term, before === undefined ? surface : `${before} ${surface}`)
    if (before !== undefined) return
    const form = young.get(term)
    if (!form) return
    if (form.surface === surface) form.votes = Math.min(MAX_VOTES, form.votes + 1)
    else if (form.votes > 0) form.votes -= 1
    else form.surface = surface
  }

  function add(term: number, surface: string): void {
    if (young.size >= generationSize) {
      old = young
      young = new Map()
      isYoung.fill(0)
    }
    markYoung(term)
    // A copy: were the old generation's form shared, a restored engine would not share it and drift apart.
    const known = old.get(term)
    young.set(term, known ? { surface: known.surface, votes: known.votes } : { surface, votes: 0 })
  }

  function markYoung(term: number): void {
    isYoung[term >>> 3] = (isYoung[term >>> 3] as number) | (1 << (term & 7))
  }

  function writeGeneration(out: ByteWriter, generation: ReadonlyMap<number, Form>): void {
    out.u32(generation.size)
    for (const [term, { surface, votes }] of generation) {
      out.u32(term)
      out.u32(votes)
      out.text(surface)
    }
  }

  function readGeneration(input: ByteReader): Map<number, Form> {
    const generation = new Map<number, Form>()
    for (let left = input.u32(); left > 0; left -= 1) {
      const term = input.u32()
      const votes = input.u32()
      generation.set(term, { surface: input.text(), votes })
    }
    return generation
  }

  return {
    note,
    nameOf: (term) => (young.get(term) ?? old.get(term))?.surface,
    write: (out) => {
      writeGeneration(out, young)
      writeGeneration(out, old)
    },
    read: (input) => {
      young = readGeneration(input)
      for (const term of young.keys()) markYoung(term)
      old = readGeneration(input)
    },
  }
}
