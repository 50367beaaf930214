import { budgetViewSchema } from '@hub/core/alert/alert-budget.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

const budgetListSchema = z.object({ rows: z.array(budgetViewSchema) })

export const budgetsQuery = queryOptions({
  queryKey: ['budgets'],
  queryFn: ({ signal }) => getJson('/deliveries/budgets', budgetListSchema, signal),
  meta: { nouns: ['delivery', 'unit'] },
})

export function acknowledgeDelivery(id: string): Promise<void> {
  return send('POST', `/deliveries/${id}/acknowledge`, {})
}

export function declineDelivery(id: string, reason: string, suggestedUnitId: string | null): Promise<void> {
  return send('POST', `/deliveries/${id}/decline`, suggestedUnitId ? { reason, suggestedUnitId } : { reason })
}
