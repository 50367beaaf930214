import { z } from 'zod'

import { alertIdSchema, narrativeIdSchema } from '../ids.ts'
import { SEVERITIES } from '../resist/assessment.ts'

export const caseTitleSchema = z.string().trim().min(3).max(200)
export const caseSummarySchema = z.string().trim().max(4000)

/** What opening a case takes: a person opens it from a narrative, or from an alert (which names its narrative). */
export const openCaseSchema = z
  .strictObject({
    title: caseTitleSchema,
    narrativeId: narrativeIdSchema.optional(),
    alertId: alertIdSchema.optional(),
    severity: z.enum(SEVERITIES),
    summary: caseSummarySchema.default(''),
  })
  .refine(({ narrativeId, alertId }) => narrativeId || alertId, {
    path: ['narrativeId'],
    message: 'A case starts from a narrative or an alert. Choose one.',
  })
export type OpenCase = z.infer<typeof openCaseSchema>

/** The name people use for a case: `C-2026-0001`. Numbers run through; the year is the one of opening. */
export function caseReference(number: number, openedAt: Date): string {
  return `C-${openedAt.getUTCFullYear()}-${String(number).padStart(4, '0')}`
}
