import { z } from 'zod'

import { unitIdSchema } from '../ids.ts'

/** Declining an alert for a unit: why, and who should have it instead. */
export const declineInputSchema = z.strictObject({
  reason: z.string().trim().min(3, 'Say why this is not for your unit.').max(2000),
  suggestedUnitId: unitIdSchema.nullish(),
})
export type DeclineInput = z.infer<typeof declineInputSchema>
