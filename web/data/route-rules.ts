import { type RouteRuleInput, routeRuleViewSchema } from '@hub/core/alert/route-rule-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

const routeRuleListSchema = z.object({ rows: z.array(routeRuleViewSchema) })

export const routeRulesQuery = queryOptions({
  queryKey: ['routes'],
  queryFn: ({ signal }) => getJson('/routes', routeRuleListSchema, signal),
  meta: { nouns: ['route_rule', 'unit'] },
})

export function addRouteRule(input: RouteRuleInput): Promise<void> {
  return send('POST', '/routes', input)
}

export function editRouteRule(id: string, input: RouteRuleInput & { expectedVersion?: number }): Promise<void> {
  return send('PUT', `/routes/${id}`, input)
}

export function removeRouteRule(id: string): Promise<void> {
  return send('POST', `/routes/${id}/remove`, {})
}

export function reorderRouteRules(ids: readonly string[]): Promise<void> {
  return send('POST', '/routes/reorder', { ids })
}
