import type { ClaimMatchView } from '@hub/core/match/match-view.ts'
import { useQuery } from '@tanstack/react-query'

import { matchesBesideQuery } from '../../data/claim-matches.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { MatchCard } from './MatchCard.tsx'
import { useMatchActs } from './use-match-acts.ts'

type Props = {
  narrativeId: string
  /** On the page of an item of the narrative: that item. */
  itemId?: string
}

/**
 * The fact-checks beside a narrative: those people accepted first, then what the hub suggests; on request those it does not
 * suggest, because people refused them before the split or here.
 */
export function MatchesPanel({ narrativeId, itemId }: Props) {
  const query = useQuery(matchesBesideQuery([narrativeId]))
  const canDecide = useMay()('narrative.triage')
  const acts = useMatchActs()
  const card = (match: ClaimMatchView) => (
    <li key={match.id}>
      <MatchCard
        match={match}
        {...(itemId === undefined ? {} : { itemId })}
        canDecide={canDecide}
        isBusy={acts.isBusy}
        onAccept={() => acts.accept(match)}
        onRefuse={(reason) => acts.refuse(match, reason)}
        onReopen={() => acts.takeBack(match.id)}
        onAsk={() => acts.ask(match.id)}
      />
    </li>
  )
  return (
    <Panel title={t('factChecks.title')}>
      <ActProblem error={acts.error} />
      <QueryPart query={query}>
        {({ rows }) => {
          const of = (state: ClaimMatchView['state']) => rows.filter((match) => match.state === state)
          const [accepted, suggested, withheld, refused] = [
            of('accepted'),
            of('suggested'),
            of('withheld'),
            of('refused'),
          ]
          return (
            <div className="MatchGroups">
              {accepted.length > 0 ? (
                <ul className="Matches" aria-label={t('factChecks.accepted')}>
                  {accepted.map(card)}
                </ul>
              ) : null}
              {suggested.length > 0 ? (
                <ul className="Matches" aria-label={t('factChecks.suggestedList')}>
                  {suggested.map(card)}
                </ul>
              ) : null}
              {accepted.length + suggested.length === 0 ? (
                <p className="secondary">{t(rows.length > 0 ? 'factChecks.noneSuggested' : 'factChecks.noneBeside')}</p>
              ) : null}
              {withheld.length > 0 ? (
                <Disclosure summary={t('factChecks.withheldCount', { count: withheld.length })}>
                  <ul className="Matches" aria-label={t('factChecks.withheld')}>
                    {withheld.map(card)}
                  </ul>
                </Disclosure>
              ) : null}
              {refused.length > 0 ? (
                <Disclosure summary={t('factChecks.refusedCount', { count: refused.length })}>
                  <ul className="Matches" aria-label={t('factChecks.refused')}>
                    {refused.map(card)}
                  </ul>
                </Disclosure>
              ) : null}
            </div>
          )
        }}
      </QueryPart>
    </Panel>
  )
}
