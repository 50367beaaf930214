import { z } from 'zod'

import { STEP_STATES } from './run-transitions.ts'

export const startRunInputSchema = z.strictObject({ playbookSlug: z.string().min(1).max(120) })

export const moveStepInputSchema = z.strictObject({
  to: z.enum(STEP_STATES),
  reason: z.string().trim().max(2000).nullish(),
  expectedVersion: z.number().int().optional(),
})
export type MoveStepInput = z.infer<typeof moveStepInputSchema>

export const abortRunInputSchema = z.strictObject({
  reason: z.string().trim().min(1, 'Say why the run stops here.').max(2000),
})
