import './fact-checks.css'

import { useNavigate, useSearch } from '@tanstack/react-router'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Page } from '../../ui/Page.tsx'
import { TabSet } from '../../ui/TabSet.tsx'
import { ClaimReviewList } from './ClaimReviewList.tsx'
import { DecidedMatches } from './DecidedMatches.tsx'
import { MatchQueue } from './MatchQueue.tsx'

/** What fact-checkers said of claims, which narratives they may concern, and what people decided on that. */
export function FactChecksPage() {
  const { view } = useSearch({ from: '/frame/fact-checks' })
  const navigate = useNavigate({ from: '/fact-checks' })
  const may = useMay()
  return (
    <Page title={t('factChecks.title')} lead={t('factChecks.lead')}>
      {may('narrative.read') ? (
        <TabSet
          label={t('factChecks.views')}
          selected={view ?? 'collected'}
          onSelect={(id) => void navigate({ search: id === 'collected' ? {} : { view: id }, replace: true })}
          tabs={[
            { id: 'collected', label: t('factChecks.collectedTab'), content: <ClaimReviewList /> },
            { id: 'suggested', label: t('factChecks.suggestedList'), content: <MatchQueue /> },
            { id: 'decided', label: t('factChecks.decidedTab'), content: <DecidedMatches /> },
          ]}
        />
      ) : (
        <ClaimReviewList />
      )}
    </Page>
  )
}
