import { z } from 'zod'

import { profileIdSchema } from '../ids.ts'

/** `waiting` until the file was read; `failed` when it is no outline file. */
export const OUTLINE_IMPORT_STATES = ['waiting', 'running', 'done', 'failed'] as const
export type OutlineImportState = (typeof OUTLINE_IMPORT_STATES)[number]

/** An import of an outline file: how far it is, and what became of its entries so far. */
export const importViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(OUTLINE_IMPORT_STATES),
  /** Why the file as a whole was not taken, and what to do. */
  problem: z.string().nullable(),
  profile: z.object({ id: profileIdSchema, title: z.string(), inForce: z.boolean() }).nullable(),
  /** Entries in the file; null until it was read. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  added: z.number().int(),
  alreadyThere: z.number().int(),
  refused: z.number().int(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ImportView = z.infer<typeof importViewSchema>

/** An entry that was not taken: where it stands, what it says, why, and what to do about it. */
export const refusedEntrySchema = z.object({
  position: z.number().int(),
  line: z.number().int().nullable(),
  text: z.string(),
  reason: z.string(),
  todo: z.string(),
})
export type RefusedEntry = z.infer<typeof refusedEntrySchema>
export const refusedPageSchema = z.object({ rows: z.array(refusedEntrySchema), nextCursor: z.string().nullable() })
