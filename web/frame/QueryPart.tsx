import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { t } from '../i18n/t.ts'
import { Notice } from '../ui/Notice.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { ProblemState } from './ProblemState.tsx'
import { sayProblem } from './say-problem.ts'

type Props<Data> = {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>
  children: (data: Data) => ReactNode
  /** The real layout in grey; it appears after 200 ms. */
  skeleton?: ReactNode
}

/** Shows what a query brings: skeleton, then data; a fault says so, and keeps old data in place where there is some. */
export function QueryPart<Data>({ query, children, skeleton }: Props<Data>) {
  const { data, error, refetch } = query
  if (data === undefined) {
    return error ? <ProblemState error={error} onRetry={() => void refetch()} /> : (skeleton ?? <SkeletonRows />)
  }
  return (
    <>
      {error ? (
        <Notice tone="warning" role="status">
          {t('frame.stale', { reason: sayProblem(error) })}
        </Notice>
      ) : null}
      {children(data)}
    </>
  )
}
