import { z } from 'zod'

import { logEntryIdSchema } from '../ids.ts'
import { RESPONSE_OPTIONS } from '../response/response-option.ts'

export const LOG_KINDS = ['note', 'decision', 'response', 'correction', 'system'] as const
export type LogKind = (typeof LOG_KINDS)[number]

/** Text as a person typed it; the record cannot keep the null character or halves of characters. */
const written = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine(
      (value) => value.isWellFormed() && !value.includes('\u0000'),
      'This text holds a character that cannot be stored.',
    )
const text = written(20_000).trim().min(1)

/** What a person writes into a case's log. The decision's headings are the Joint Decision Model's. */
export const logContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), text }),
  z.strictObject({
    kind: z.literal('decision'),
    text,
    information: written(8000).default(''),
    risk: written(8000).default(''),
    powers: written(8000).default(''),
    options: written(8000).default(''),
    rationale: text,
    reviewAt: z.iso.datetime().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('response'),
    option: z.enum(RESPONSE_OPTIONS),
    text,
    audience: written(400).default(''),
    channel: written(200).default(''),
    url: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null),
    objective: written(2000).default(''),
  }),
  z.strictObject({ kind: z.literal('correction'), correctsId: logEntryIdSchema, text }),
])
export type LogContent = z.infer<typeof logContentSchema>

/** An entry made more than this long after its event needs a reason (JESIP asks it of late entries). */
export const LATE_ENTRY_AFTER_MS = 5 * 60_000

/** Input of one log entry. `idempotencyKey` is made by the client so that a repeated send writes once. */
export const writeLogEntrySchema = z.strictObject({
  content: logContentSchema,
  eventAt: z.iso.datetime(),
  lateReason: written(400).trim().nullable().default(null),
  idempotencyKey: written(80).min(8),
})
export type WriteLogEntry = z.infer<typeof writeLogEntrySchema>

export const logEntryViewSchema = z.object({
  id: logEntryIdSchema,
  seq: z.number().int(),
  kind: z.enum(LOG_KINDS),
  eventAt: z.iso.datetime(),
  enteredAt: z.iso.datetime(),
  lateReason: z.string().nullable(),
  content: z.record(z.string(), z.unknown()),
  authorName: z.string(),
  unitName: z.string().nullable(),
  correctsId: logEntryIdSchema.nullable(),
  /** The entry that corrects this one: this one is then shown struck through. */
  correctedById: logEntryIdSchema.nullable(),
  hash: z.string(),
})
export type LogEntryView = z.infer<typeof logEntryViewSchema>
