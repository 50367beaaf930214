import { situationSchema } from '@hub/core/situation/situation-view.ts'
import { queryOptions } from '@tanstack/react-query'

import { getJson } from '../api.ts'

export const situationQuery = queryOptions({
  queryKey: ['situation'],
  queryFn: ({ signal }) => getJson('/situation', situationSchema, signal),
  meta: { nouns: ['narrative', 'signal', 'delivery', 'tasking', 'log_entry', 'case', 'source', 'item', 'profile'] },
})
