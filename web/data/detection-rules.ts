import { type Rehearse, rehearsalSchema } from '@hub/core/signal/rehearsal-view.ts'
import { type RuleInput, ruleViewSchema } from '@hub/core/signal/rule-view.ts'
import { queryOptions, skipToken } from '@tanstack/react-query'
import { z } from 'zod'

import { isConflict } from '../api-problem.ts'
import { getJson, send, sendJson } from '../api.ts'

const ruleListSchema = z.object({ rows: z.array(ruleViewSchema) })

export const detectionRulesQuery = queryOptions({
  queryKey: ['detection-rules'],
  queryFn: ({ signal }) => getJson('/detection-rules', ruleListSchema, signal),
  meta: { nouns: ['detection_rule'] },
})

const REHEARSAL_STALE_MS = 60_000
const BUSY_TRIES = 5

/** What a draft would have raised; null while there is nothing to rehearse. */
export const rehearsalQuery = (asked: Rehearse | null) =>
  queryOptions({
    queryKey: ['rehearsal', asked],
    queryFn:
      asked === null
        ? skipToken
        : ({ signal }) => sendJson('POST', '/detection-rules/rehearse', asked, rehearsalSchema, signal),
    staleTime: REHEARSAL_STALE_MS,
    retry: (failures, error) => isConflict(error) && error.problem.code === 'rehearsal_busy' && failures < BUSY_TRIES,
    refetchOnWindowFocus: false,
  })

export function addDetectionRule(rule: RuleInput): Promise<void> {
  return send('POST', '/detection-rules', rule)
}

export function editDetectionRule(id: string, rule: RuleInput, expectedVersion: number): Promise<void> {
  return send('PUT', `/detection-rules/${id}`, { rule, expectedVersion })
}

export function removeDetectionRule(id: string): Promise<void> {
  return send('POST', `/detection-rules/${id}/remove`, {})
}
