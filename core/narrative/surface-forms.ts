import type { ByteReader, ByteWriter } from './byte-stream.ts'

/** Readable forms of term numbers, for explanations. */
export type SurfaceForms = {
  note: (term: number, surface: string) => void
  nameOf: (term: number) => string | undefined
  write: (out: ByteWriter) => void
  read: (input: ByteReader) => void
}

/**
 * A bounded table in two generations: when the young one is full it becomes the old one, and what is still used moves
 * over, so that the readable forms of words in use stay. The first form written since the last change of generation stands.
 */
export function createSurfaceForms(generationSize: number): SurfaceForms {
  let young = new Map<number, string>()
  let old = new Map<number, string>()

  function note(term: number, surface: string): void {
    if (young.has(term)) return
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(term, surface)
  }

  function writeGeneration(out: ByteWriter, generation: ReadonlyMap<number, string>): void {
    out.u32(generation.size)
    for (const [term, surface] of generation) {
      out.u32(term)
      out.text(surface)
    }
  }

  function readGeneration(input: ByteReader): Map<number, string> {
    const generation = new Map<number, string>()
    for (let left = input.u32(); left > 0; left -= 1) {
      const term = input.u32()
      generation.set(term, input.text())
    }
    return generation
  }

  return {
    note,
    nameOf: (term) => young.get(term) ?? old.get(term),
    write: (out) => {
      writeGeneration(out, young)
      writeGeneration(out, old)
    },
    read: (input) => {
      young = readGeneration(input)
      old = readGeneration(input)
    },
  }
}
