import { z } from 'zod'

import { caseIdSchema } from '../ids.ts'
import { CASE_STATES, CLOSING_REASONS, DISMISSAL_REASONS } from './case-state.ts'

/** A move of a case as it is asked for; which of the reasons is needed depends on where it goes. */
export const moveCaseInputSchema = z.strictObject({
  to: z.enum(CASE_STATES),
  dismissalReason: z.enum(DISMISSAL_REASONS).nullish(),
  closingReason: z.enum(CLOSING_REASONS).nullish(),
  mergedInto: caseIdSchema.nullish(),
  expectedVersion: z.number().int().optional(),
})
export type MoveCaseInput = z.infer<typeof moveCaseInputSchema>
