import { z } from 'zod'

/** One row of the audit record: who did what to what, when, and with which details. */
export const auditRowSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actorKind: z.string(),
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  noun: z.string(),
  objectId: z.string().nullable(),
  unitId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
})
export type AuditRow = z.infer<typeof auditRowSchema>
