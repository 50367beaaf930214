import { caseDetailSchema, caseRowSchema } from '@hub/core/case/case-view.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send, sendJson, withQuery } from '../api.ts'

const caseListSchema = z.object({ rows: z.array(caseRowSchema) })

export type CaseFilter = { state?: string | undefined; unitId?: string | undefined; q?: string | undefined }

export const casesQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['cases', filter],
    queryFn: ({ signal }) => getJson(withQuery('/cases', filter), caseListSchema, signal),
    meta: { nouns: ['case', 'tasking', 'narrative'] },
  })

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => getJson(`/cases/${id}`, caseDetailSchema, signal),
    meta: { nouns: ['case', 'tasking', 'log_entry', 'run', 'delivery', 'narrative'] },
  })

export type OpenCase = { title: string; narrativeId?: string; alertId?: string; severity: Severity; summary?: string }

export function openCase(input: OpenCase) {
  return sendJson('POST', '/cases', input, caseDetailSchema)
}

export function linkNarrative(caseId: string, narrativeId: string): Promise<void> {
  return send('POST', `/cases/${caseId}/narratives`, { narrativeId })
}
