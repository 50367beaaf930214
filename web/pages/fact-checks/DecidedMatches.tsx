import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { matchQueueQuery } from '../../data/claim-matches.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { MatchCard } from './MatchCard.tsx'
import { useMatchActs } from './use-match-acts.ts'

/** What people decided on suggestions, newest first; each decision can be taken back. */
export function DecidedMatches() {
  const [state, setState] = useState<'accepted' | 'refused'>('accepted')
  const query = useInfiniteQuery(matchQueueQuery(state))
  const canDecide = useMay()('narrative.triage')
  const acts = useMatchActs()
  const choices = [
    { value: 'accepted', label: t('factChecks.accepted') },
    { value: 'refused', label: t('factChecks.refused') },
  ] as const
  return (
    <div className="FactChecks-view">
      <Segments label={t('factChecks.decidedTab')} value={state} onChange={setState} choices={choices} />
      <ActProblem error={acts.error} />
      <QueryPart query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0)
            return <EmptyState title={t(`factChecks.none.${state}`)}>{t('factChecks.noneDecided')}</EmptyState>
          return (
            <ul className="Matches Matches-queue" aria-label={t(`factChecks.${state}`)}>
              {rows.map((match) => (
                <li key={match.id}>
                  <MatchCard
                    match={match}
                    hasNarrative
                    canDecide={canDecide}
                    isBusy={acts.isBusy}
                    onAccept={() => acts.accept(match)}
                    onRefuse={(reason) => acts.refuse(match, reason)}
                    onReopen={() => acts.takeBack(match.id)}
                  />
                </li>
              ))}
            </ul>
          )
        }}
      </QueryPart>
      <MoreRows query={query} />
    </div>
  )
}
