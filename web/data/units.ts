import { type EditUnit, type OpenUnit, unitViewSchema } from '@hub/core/access/unit-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

const unitListSchema = z.object({ rows: z.array(unitViewSchema) })

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => getJson('/units', unitListSchema, signal),
  staleTime: 60_000,
  meta: { nouns: ['unit'] },
})

export function openUnit(input: OpenUnit): Promise<void> {
  return send('POST', '/units', input)
}

export function editUnit(id: string, changes: EditUnit): Promise<void> {
  return send('PATCH', `/units/${id}`, changes)
}
