import { z } from 'zod'

import { playbookIdSchema, playbookVersionIdSchema, runIdSchema } from '../ids.ts'
import { STEP_ORIGINS } from './merge-inherited-steps.ts'
import { playbookContentSchema, playbookStepSchema, RESIST_STAGES } from './playbook.ts'
import { RUN_STATES, STEP_STATES } from './run-transitions.ts'

export const playbookRowSchema = z.object({
  id: playbookIdSchema,
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  stages: z.array(z.enum(RESIST_STAGES)),
  leadRole: z.string(),
  tags: z.array(z.string()),
  stepCount: z.number().int(),
  version: z.number().int(),
  versionId: playbookVersionIdSchema,
  language: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  /** The best matching sentence of a search, with matches between ⟦ and ⟧; null without a search. */
  match: z.string().nullable(),
})
export type PlaybookRow = z.infer<typeof playbookRowSchema>

export const playbookDetailSchema = playbookRowSchema.extend({
  content: playbookContentSchema,
  /** What a run gets: own and inherited steps in order. */
  steps: z.array(z.object({ key: z.string(), origin: z.enum(STEP_ORIGINS), step: playbookStepSchema })),
  dos: z.array(z.object({ text: z.string(), origin: z.enum(STEP_ORIGINS) })),
  donts: z.array(z.object({ text: z.string(), origin: z.enum(STEP_ORIGINS) })),
})
export type PlaybookDetail = z.infer<typeof playbookDetailSchema>

export const runViewSchema = z.object({
  id: runIdSchema,
  playbook: z.object({ slug: z.string(), title: z.string(), version: z.number().int() }),
  state: z.enum(RUN_STATES),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  steps: z.array(
    z.object({
      key: z.string(),
      origin: z.enum(STEP_ORIGINS),
      step: playbookStepSchema,
      state: z.enum(STEP_STATES),
      reason: z.string().nullable(),
      dueAt: z.iso.datetime().nullable(),
      changedBy: z.string().nullable(),
      changedAt: z.iso.datetime().nullable(),
      rowVersion: z.number().int(),
    }),
  ),
  rowVersion: z.number().int(),
})
export type RunView = z.infer<typeof runViewSchema>
