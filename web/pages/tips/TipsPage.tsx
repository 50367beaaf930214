import './tips.css'

import { useQuery } from '@tanstack/react-query'

import { tipsQuery } from '../../data/tips.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { TipDesk } from './TipDesk.tsx'

/** What the public told the hub, to be accepted or declined by a person, one after the other, by keys alone. */
export function TipsPage() {
  const query = useQuery(tipsQuery)
  return (
    <Page title={t('tips.title')} lead={t('tips.lead')}>
      <QueryPart query={query}>
        {(queue) => (
          <>
            <p className="secondary" role="status">
              {t('tips.waiting', { count: queue.waiting })} · {t(queue.isOpen ? 'tips.open' : 'tips.closed')}
            </p>
            <TipDesk rows={queue.rows} />
            {queue.rows.length === 0 ? (
              <EmptyState title={t('tips.emptyTitle')}>
                {t('tips.empty')} {queue.isOpen ? null : t('tips.emptyClosed')}
              </EmptyState>
            ) : null}
          </>
        )}
      </QueryPart>
    </Page>
  )
}
