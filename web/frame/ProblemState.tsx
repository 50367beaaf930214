import { ApiProblem } from '../api-problem.ts'
import { t } from '../i18n/t.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { sayProblem } from './say-problem.ts'

/** A failed read as a part of the page: what happened, what is safe, what to do, a reference. */
export function ProblemState({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) {
  const status = error instanceof ApiProblem ? error.status : -1
  const isRefused = status === 403 || status === 404
  return (
    <ErrorState
      title={t(isRefused ? 'frame.cannotShow' : 'frame.couldNotLoad')}
      happened={sayProblem(error)}
      safe={t('frame.nothingChanged')}
      todo={t(isRefused ? 'frame.todoRefused' : status === 0 ? 'frame.todoOffline' : 'frame.todoServer')}
      reference={error instanceof ApiProblem ? error.reference : null}
      onRetry={isRefused ? undefined : onRetry}
    />
  )
}
