import { z } from 'zod'

import { alertIdSchema, caseIdSchema, deliveryIdSchema, narrativeIdSchema, unitIdSchema } from '../ids.ts'
import { signalViewSchema } from '../narrative/narrative-view.ts'
import { SEVERITIES } from '../resist/assessment.ts'

export const DELIVERY_STATES = [
  'pending',
  'held',
  'sent',
  'acknowledged',
  'declined',
  'rerouted',
  'escalated',
  'lapsed',
  'closed',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One alert as it stands with one unit: the acknowledgement lives here. */
export const deliveryViewSchema = z.object({
  id: deliveryIdSchema,
  alertId: alertIdSchema,
  narrativeId: narrativeIdSchema,
  narrativeTitle: z.string(),
  unitId: unitIdSchema,
  unitName: z.string(),
  severity: z.enum(SEVERITIES),
  state: z.enum(DELIVERY_STATES),
  /** Why this unit got it: the rules that matched and on what. */
  matchedRules: z.array(z.object({ ruleId: z.string(), title: z.string(), because: z.array(z.string()) })),
  raisedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  acknowledgeDueAt: z.iso.datetime().nullable(),
  escalationLevel: z.number().int(),
  nextEscalationAt: z.iso.datetime().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
  declinedReason: z.string().nullable(),
  heldReason: z.string().nullable(),
  heldUntil: z.iso.datetime().nullable(),
  signal: signalViewSchema.nullable(),
  caseId: caseIdSchema.nullable(),
  attempts: z.array(
    z.object({
      level: z.number().int(),
      name: z.string().nullable(),
      channel: z.string(),
      at: z.iso.datetime(),
      outcome: z.enum(['delivered', 'failed', 'nobody']),
    }),
  ),
  rowVersion: z.number().int(),
})
export type DeliveryView = z.infer<typeof deliveryViewSchema>
