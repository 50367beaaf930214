import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'

import { t } from '../i18n/t.ts'
import { ProblemState } from './ProblemState.tsx'

/** When a whole page cannot be shown: what happened, and one press to try again. */
export function ProblemPage({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="Page">
      <title>{t('ui.hub')}</title>
      <h1 className="visually-hidden">{t('ui.hub')}</h1>
      <ProblemState
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => void router.invalidate()}
      />
    </main>
  )
}
