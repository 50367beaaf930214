import { logEntryViewSchema, type LogEntryView, type WriteLogEntry } from '@hub/core/case/log-entry.ts'
import { z } from 'zod'

import { getJson, sendJson } from '../api.ts'

const verificationSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  head: z.string(),
  faults: z.array(z.object({ seq: z.number().int(), fault: z.string() })),
})
export type LogVerification = z.infer<typeof verificationSchema>

export function writeLogEntry(caseId: string, entry: WriteLogEntry): Promise<LogEntryView> {
  return sendJson('POST', `/cases/${caseId}/log`, entry, logEntryViewSchema)
}

/** Has the hub compute every hash of a case's log again. */
export function verifyLog(caseId: string): Promise<LogVerification> {
  return getJson(`/cases/${caseId}/log/verification`, verificationSchema)
}
