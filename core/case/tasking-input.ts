import { z } from 'zod'

import { unitIdSchema } from '../ids.ts'
import { TASKING_PARTS, TASKING_STATES } from './tasking-state.ts'

/** Asking a unit to work on a case, as leader or in support. */
export const offerTaskingInputSchema = z.strictObject({
  unitId: unitIdSchema,
  part: z.enum(TASKING_PARTS),
  request: z.string().trim().max(4000).default(''),
  dueAt: z.iso.datetime().nullish(),
})
export type OfferTaskingInput = z.infer<typeof offerTaskingInputSchema>

/** A unit's answer to a tasking, or the coordination unit's further word on it. */
export const moveTaskingInputSchema = z.strictObject({
  to: z.enum(TASKING_STATES),
  reason: z.string().trim().max(2000).nullish(),
  expectedVersion: z.number().int().optional(),
})
export type MoveTaskingInput = z.infer<typeof moveTaskingInputSchema>
