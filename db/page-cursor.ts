import { z } from 'zod'

import { Conflict } from './errors.ts'

/**
 * Where a page of a ranked list ended. `at` is the moment the ranking was made at, so that further pages rank alike; `step`
 * is the stretch of time the page ended in, where a list is ranked stretch by stretch.
 */
const pageCursorSchema = z.strictObject({
  at: z.iso.datetime(),
  score: z.number(),
  id: z.uuid(),
  step: z.strictObject({ tier: z.int().min(0), before: z.iso.datetime(), spanMs: z.number().positive() }).optional(),
})
export type PageCursor = z.infer<typeof pageCursorSchema>

/** A cursor as the opaque word that travels in an address. */
export function writeCursor(cursor: PageCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Reads a cursor back; one that was not made here is refused. */
export function readCursor(word: string): PageCursor {
  try {
    return pageCursorSchema.parse(JSON.parse(Buffer.from(word, 'base64url').toString()))
  } catch {
    throw new Conflict('cursor_unknown', 'This page address does not continue any list. Start from the first page.')
  }
}
