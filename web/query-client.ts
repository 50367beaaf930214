import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { ApiProblem } from './api-problem.ts'
import type { Noun } from './live/nouns.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Error
    /** What a query shows: it is fetched again when one of these nouns changes anywhere. */
    queryMeta: {
      nouns?: readonly Noun[]
      /** A list that costs the database much and that a busy wire changes all the time: it follows at a gentler pace. */
      isLongList?: boolean
    }
  }
}

/** One client for the whole page. `onSignedOut` is called when any answer says that the session is over. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retryDelay: (failures) => 500 * 2 ** failures,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
      },
    },
  })
}
