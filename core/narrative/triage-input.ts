import { z } from 'zod'

import { SEVERITIES } from '../resist/assessment.ts'
import { NARRATIVE_DISMISSAL_REASONS } from './narrative-state.ts'

const expectedVersion = z.number().int().optional()

export const confirmNarrativeInputSchema = z.strictObject({ severity: z.enum(SEVERITIES).optional(), expectedVersion })
export type ConfirmNarrativeInput = z.infer<typeof confirmNarrativeInputSchema>

export const dismissNarrativeInputSchema = z.strictObject({
  reason: z.enum(NARRATIVE_DISMISSAL_REASONS),
  expectedVersion,
})
export type DismissNarrativeInput = z.infer<typeof dismissNarrativeInputSchema>

export const rateNarrativeInputSchema = z.strictObject({ severity: z.enum(SEVERITIES), expectedVersion })
export type RateNarrativeInput = z.infer<typeof rateNarrativeInputSchema>

export const renameNarrativeInputSchema = z.strictObject({ title: z.string().trim().min(3).max(200), expectedVersion })
export type RenameNarrativeInput = z.infer<typeof renameNarrativeInputSchema>
