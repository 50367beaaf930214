import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson } from '../api.ts'

const healthSchema = z.object({ checks: z.array(z.object({ name: z.string(), ok: z.boolean(), says: z.string() })) })

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => getJson('/health/details', healthSchema, signal),
  refetchInterval: 15_000,
})
