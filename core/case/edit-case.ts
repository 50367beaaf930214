import { z } from 'zod'

import { SEVERITIES } from '../resist/assessment.ts'
import { caseSummarySchema, caseTitleSchema } from './open-case.ts'

/** What can be changed on a case by hand; what is left out stays. */
export const editCaseSchema = z.strictObject({
  title: caseTitleSchema.optional(),
  summary: caseSummarySchema.optional(),
  severity: z.enum(SEVERITIES).optional(),
  expectedVersion: z.number().int().optional(),
})
export type EditCase = z.infer<typeof editCaseSchema>
