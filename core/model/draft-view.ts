import { z } from 'zod'

import { draftIdSchema, itemIdSchema, narrativeIdSchema } from '../ids.ts'
import { modelProblemSchema } from './model-problem.ts'

/** A draft waits until a worker has asked the model, and then holds what may be shown or why there is nothing. */
export const DRAFT_STATES = ['waiting', 'ready', 'failed'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

/** What a person did with a draft; nobody else can do anything with one. */
export const DRAFT_OUTCOMES = ['title_used', 'discarded'] as const
export type DraftOutcome = (typeof DRAFT_OUTCOMES)[number]

/** A draft as people see it. `model` wrote it from `itemCount` items; every sentence quotes at least one of them. */
export const draftViewSchema = z.object({
  id: draftIdSchema,
  narrativeId: narrativeIdSchema,
  state: z.enum(DRAFT_STATES),
  model: z.string().nullable(),
  title: z.string().nullable(),
  /** The model wrote a title, but not one that may be shown. */
  isTitleDropped: z.boolean(),
  sentences: z.array(
    z.object({
      text: z.string(),
      quotes: z.array(z.object({ itemId: itemIdSchema, words: z.string(), publisher: z.string() })),
    }),
  ),
  /** How many sentences could not be traced to an item and are not shown. */
  dropped: z.number().int(),
  itemCount: z.number().int(),
  problem: modelProblemSchema.nullable(),
  outcome: z.enum(DRAFT_OUTCOMES).nullable(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type DraftView = z.infer<typeof draftViewSchema>

/** The newest draft of a narrative; null when there is none to show. */
export const draftAnswerViewSchema = z.object({ draft: draftViewSchema.nullable() })

export const takeDraftTitleSchema = z.strictObject({ expectedVersion: z.number().int().optional() })
export type TakeDraftTitleInput = z.infer<typeof takeDraftTitleSchema>
