import { sessionViewSchema } from '@hub/core/access/session-view.ts'
import type { Permission } from '@hub/core/access/permissions.ts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'

import { getJson } from '../api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => getJson('/session', sessionViewSchema, signal),
  staleTime: 5 * 60_000,
  retry: false,
  meta: { nouns: ['user', 'unit'] },
})

/** The signed-in person. Pages inside the frame always have one. */
export function useSession() {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether the signed-in person may do something at all: for showing and hiding acts; the server decides each again. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}
