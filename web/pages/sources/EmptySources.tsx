import { useNavigate } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** No source: because of the filters, or because there is none yet. */
export function EmptySources({ isNarrowed, onAdd }: { isNarrowed: boolean; onAdd: (() => void) | null }) {
  const navigate = useNavigate({ from: '/sources' })
  if (isNarrowed) {
    return (
      <EmptyState
        title={t('sources.noMatch')}
        action={<Button onPress={() => void navigate({ search: {} })}>{t('sources.clearFilters')}</Button>}
      >
        {t('sources.noMatchWhat')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('sources.empty')}
      example={t('sources.emptyExample')}
      action={onAdd ? <Button onPress={onAdd}>{t('sources.add')}</Button> : null}
    >
      {t('sources.emptyWhat')}
    </EmptyState>
  )
}
