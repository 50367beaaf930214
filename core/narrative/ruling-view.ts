import { z } from 'zod'

import { narrativeIdSchema, rulingIdSchema } from '../ids.ts'
import { narrativeRowSchema } from './narrative-view.ts'
import { RULING_KINDS, UNDO_REFUSALS } from './ruling.ts'

const named = z.object({ id: narrativeIdSchema, title: z.string() })

/** A ruling as the record tells it: who did what to which narrative, when and why, and whether it can be taken back. */
export const rulingViewSchema = z.object({
  id: rulingIdSchema,
  kind: z.enum(RULING_KINDS),
  /** The engine merged or split by itself; `details` then holds its numbers. */
  byMachine: z.boolean(),
  ruledBy: z.string(),
  ruledAt: z.iso.datetime(),
  reason: z.string().nullable(),
  narrative: named,
  into: named.nullable(),
  /** How many items it moved or confirmed. */
  itemCount: z.number().int(),
  details: z.record(z.string(), z.unknown()),
  undone: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  undoRefusal: z.enum(UNDO_REFUSALS).nullable(),
})
export type RulingView = z.infer<typeof rulingViewSchema>

/** What a ruling would move, asked before it is made. Cases, alerts and signals follow a merge and stay at a split. */
export const rulingPreviewSchema = z.object({
  /** Every narrative concerned with its present version, the one ruled on first. */
  narratives: z.array(narrativeRowSchema),
  items: z.number().int(),
  /** Those of `items` that were not named but are copies of one that was. */
  copies: z.number().int(),
  /** Items that stay where they are. */
  left: z.number().int(),
  publishers: z.array(z.string()),
  languages: z.array(z.string()),
  cases: z.array(z.object({ reference: z.string(), title: z.string() })),
  alerts: z.number().int(),
  /** The title a new narrative would take. */
  title: z.string().nullable(),
  /** Why the ruling would be refused, with what to do; null when it would not. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type RulingPreview = z.infer<typeof rulingPreviewSchema>

/** What a ruling answers with: the narrative it left the items in, and the ids by which it can be taken back. */
export const ruledSchema = z.object({ narrative: narrativeRowSchema, rulingIds: z.array(rulingIdSchema) })
export type Ruled = z.infer<typeof ruledSchema>
