import { z } from 'zod'

import { deliveryViewSchema } from '../alert/delivery-view.ts'
import { caseIdSchema, narrativeIdSchema, taskingIdSchema, unitIdSchema } from '../ids.ts'
import { narrativeHourViewSchema, narrativeRowSchema } from '../narrative/narrative-view.ts'
import { runViewSchema } from '../playbook/playbook-view.ts'
import { assessmentSchema, OPINION_GATES, PRIORITIES, SEVERITIES } from '../resist/assessment.ts'
import { CASE_STATES, CLOSING_REASONS, DISMISSAL_REASONS } from './case-state.ts'
import { logEntryViewSchema } from './log-entry.ts'
import { TASKING_PARTS, TASKING_STATES } from './tasking-state.ts'

const unitNameSchema = z.object({ id: unitIdSchema, name: z.string() })

/** A case as a card of the board or a row of the table: both are the same query. */
export const caseRowSchema = z.object({
  id: caseIdSchema,
  reference: z.string(),
  title: z.string(),
  state: z.enum(CASE_STATES),
  severity: z.enum(SEVERITIES),
  priority: z.enum(PRIORITIES).nullable(),
  opinionGate: z.enum(OPINION_GATES).nullable(),
  leadUnit: unitNameSchema.nullable(),
  supportUnits: z.array(unitNameSchema),
  openTaskings: z.number().int(),
  narrativeIds: z.array(narrativeIdSchema),
  hours: z.array(narrativeHourViewSchema),
  /** The next thing somebody owes, shown only while it matters. */
  clock: z.object({ kind: z.enum(['triage', 'tasking_answer', 'first_position']), dueAt: z.iso.datetime() }).nullable(),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  rowVersion: z.number().int(),
})
export type CaseRow = z.infer<typeof caseRowSchema>

export const taskingViewSchema = z.object({
  id: taskingIdSchema,
  unitId: unitIdSchema,
  unitName: z.string(),
  part: z.enum(TASKING_PARTS),
  state: z.enum(TASKING_STATES),
  request: z.string(),
  reason: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  offeredBy: z.string(),
  offeredAt: z.iso.datetime(),
  answeredBy: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  rowVersion: z.number().int(),
})
export type TaskingView = z.infer<typeof taskingViewSchema>

export const caseDetailSchema = caseRowSchema.extend({
  summary: z.string(),
  openedBy: z.string(),
  closedAt: z.iso.datetime().nullable(),
  dismissalReason: z.enum(DISMISSAL_REASONS).nullable(),
  closingReason: z.enum(CLOSING_REASONS).nullable(),
  mergedInto: caseIdSchema.nullable(),
  narratives: z.array(narrativeRowSchema),
  assessment: assessmentSchema
    .extend({ revision: z.number().int(), assessedBy: z.string(), assessedAt: z.iso.datetime() })
    .nullable(),
  taskings: z.array(taskingViewSchema),
  deliveries: z.array(deliveryViewSchema),
  runs: z.array(runViewSchema),
  log: z.array(logEntryViewSchema),
  logHead: z.string(),
})
export type CaseDetail = z.infer<typeof caseDetailSchema>
