import { REFUSAL_REASONS } from '@hub/core/match/decide-match.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { matchCalibrationQuery, matchQueueQuery } from '../../data/claim-matches.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { Time } from '../../ui/Time.tsx'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { MatchCard } from './MatchCard.tsx'
import { useMatchActs } from './use-match-acts.ts'

/** The suggestions nobody has decided on, likeliest first, one after the other by keys alone. */
export function MatchQueue() {
  const canDecide = useMay()('narrative.triage')
  const query = useInfiniteQuery(matchQueueQuery('suggested'))
  const found = query.data?.pages.flatMap((page) => page.rows) ?? []
  const steady = useSteadyRows(found, ({ id }) => id, `matches ${query.data?.pages.length ?? 0}`)
  const { rows } = steady
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0]
  const at = chosen ? rows.indexOf(chosen) : -1
  const acts = useMatchActs(() => setChosenId((rows[at + 1] ?? rows[at - 1])?.id ?? null))
  const move = (step: 1 | -1) => setChosenId(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.id ?? null)
  const isFree = canDecide && !acts.isBusy
  usePageKeys([
    { key: 'j', does: t('factChecks.keyNext'), act: () => move(1) },
    { key: 'k', does: t('factChecks.keyBefore'), act: () => move(-1) },
    { key: 'a', does: t('factChecks.keyAccept'), act: () => chosen && isFree && acts.accept(chosen) },
    ...REFUSAL_REASONS.map((reason, index) => ({
      key: String(index + 1),
      does: t('factChecks.keyRefuse', { reason: t(`factChecks.reason.${reason}`) }),
      act: () => chosen && isFree && acts.refuse(chosen, reason),
    })),
    { key: 'z', does: t('factChecks.keyUndo'), act: acts.undoLast },
  ])
  return (
    <div className="FactChecks-view">
      <MatchCalibration />
      <ActProblem error={acts.error} />
      <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
      <QueryPart query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('factChecks.queueEmptyTitle')}>{t('factChecks.queueEmpty')}</EmptyState>
          ) : (
            <ul className="Matches Matches-queue" aria-label={t('factChecks.suggestedList')} {...steady.guard}>
              {rows.map((match) => (
                <li key={match.id}>
                  <MatchCard
                    match={match}
                    hasNarrative
                    hasKeys
                    isChosen={match.id === chosen?.id}
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
        }
      </QueryPart>
      <MoreRows query={query} />
    </div>
  )
}

/** What the chances rest on: the decisions of the hub's own analysts, or as long as these are few, what it shipped with. */
function MatchCalibration() {
  const { data } = useQuery(matchCalibrationQuery)
  if (!data) return null
  const { accepted, refused, fittedAt } = data
  const count = accepted + refused
  return (
    <p className="secondary FactChecks-calibration">
      {fittedAt ? (
        <T id="factChecks.calibrated" values={{ count, accepted, refused, when: <Time at={fittedAt} as="day" /> }} />
      ) : (
        t('factChecks.uncalibrated', { accepted, refused })
      )}
    </p>
  )
}
