import { z } from 'zod'

import { itemImportIdSchema, profileIdSchema } from '../ids.ts'
import { FILE_ENCODINGS } from './file-encoding.ts'
import { importRulesSchema } from './guess-mapping.ts'
import { fileShapeSchema } from './read-records.ts'

export const IMPORT_BYTES_MAX = 100 * 1024 * 1024
export const IMPORT_ROWS_MAX = 200_000
/** A file travels and stands in parts of this size. */
export const IMPORT_PART_BYTES = 1024 * 1024

/** How a file is read and its rows made into items: what a person saw and confirmed. */
export const importPlanSchema = z.strictObject({
  encoding: z.enum(FILE_ENCODINGS),
  shape: fileShapeSchema,
  rules: importRulesSchema,
})
export type ImportPlan = z.infer<typeof importPlanSchema>

export const beginImportSchema = z.strictObject({
  /** The file's name. */
  name: z.string().trim().min(1).max(200),
  bytes: z
    .number()
    .int()
    .min(1, 'The file is empty.')
    .max(IMPORT_BYTES_MAX, `The file is larger than ${IMPORT_BYTES_MAX / 1024 ** 2} MB. Split it into several files.`),
  profileId: profileIdSchema,
  plan: importPlanSchema.refine(
    ({ rules }) => rules.mapping.title !== undefined || rules.mapping.text !== undefined,
    'Say which column holds the title or the text.',
  ),
})
export type BeginImport = z.infer<typeof beginImportSchema>

export const IMPORT_STATES = ['uploading', 'running', 'done', 'stopped'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const importRefusalSchema = z.object({ row: z.number().int(), shown: z.string(), reason: z.string() })
export type ImportRefusal = z.infer<typeof importRefusalSchema>

/** An import as it stands: what was found so far and what became of it. */
export const itemImportViewSchema = z.object({
  id: itemImportIdSchema,
  name: z.string(),
  state: z.enum(IMPORT_STATES),
  profile: z.object({ id: profileIdSchema, title: z.string() }),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  bytes: z.number().int(),
  bytesReceived: z.number().int(),
  bytesRead: z.number().int(),
  /** Rows read: each of them was added, known, filtered or refused. */
  found: z.number().int(),
  added: z.number().int(),
  known: z.number().int(),
  filtered: z.number().int(),
  refused: z.number().int(),
  /** The first rows that were refused or matched nothing; all of them are in the report's file. Unmatched ones show no words. */
  refusals: z.array(importRefusalSchema),
  /** Why it stopped before the end, and what to do. */
  problem: z.string().nullable(),
})
export type ItemImportView = z.infer<typeof itemImportViewSchema>
