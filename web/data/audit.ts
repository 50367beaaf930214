import { auditRowSchema } from '@hub/core/access/audit-view.ts'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'

const auditPageSchema = z.object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullish() })

export type AuditFilter = { noun?: string | undefined; objectId?: string | undefined; actor?: string | undefined }

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/audit', { ...filter, cursor: pageParam }), auditPageSchema, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
