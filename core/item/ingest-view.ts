import { z } from 'zod'

import { itemIdSchema } from '../ids.ts'
import { INCOMING_FIELDS, type IncomingField, type IncomingWords } from './incoming-item.ts'

export const INGEST_ITEMS_MAX = 500
/** An answer is kept this long for a repeat of its request. */
export const INGEST_ANSWER_KEPT_MS = 48 * 3_600_000
export const INGEST_LIMIT = { requests: 60, windowMs: 60_000 } as const

/** What became of an item handed in by another system. */
export const INGEST_OUTCOMES = ['stored', 'known', 'filtered', 'refused'] as const

export const ingestOutcomeSchema = z.object({
  /** The item's place in the request, from 0. */
  index: z.number().int(),
  /** The id it was sent with. */
  id: z.string().nullable(),
  outcome: z.enum(INGEST_OUTCOMES),
  itemId: itemIdSchema.nullable(),
  /** Whether a known item got new words. */
  isRevised: z.boolean(),
  matchedTerms: z.array(z.string()),
  /** Why it was refused or filtered, in a sentence. */
  reason: z.string().nullable(),
})
export const ingestAnswerSchema = z.object({
  batchId: z.string(),
  received: z.number().int(),
  stored: z.number().int(),
  known: z.number().int(),
  filtered: z.number().int(),
  refused: z.number().int(),
  items: z.array(ingestOutcomeSchema),
})
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>

const wordsSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/**
 * The words of one raw item of a request. Fields the hub does not know, an author's name among them, are left behind here.
 * A sentence when a known field holds a list or an object.
 */
export function readIngestWords(raw: unknown): { words: IncomingWords } | { reason: string } {
  const object = z.record(z.string(), z.unknown()).safeParse(raw)
  if (!object.success) return { reason: 'An item must be an object with a title or a text.' }
  const words: IncomingWords = {}
  for (const field of INCOMING_FIELDS) {
    const value = object.data[field]
    if (value === undefined) continue
    const read = wordsSchema.safeParse(value)
    if (!read.success) return { reason: `“${field satisfies IncomingField}” must be text.` }
    words[field] = read.data === null ? null : String(read.data)
  }
  return { words }
}
