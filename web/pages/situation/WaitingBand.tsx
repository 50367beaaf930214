import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import type { Situation } from '@hub/core/situation/situation-view.ts'
import { useState } from 'react'

import { useChosenUnit } from '../../frame/chosen-unit.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { BudgetLines } from './BudgetLines.tsx'
import { DeliveryCard } from './DeliveryCard.tsx'
import { EndingProfileCard } from './EndingProfileCard.tsx'
import { TaskingCard } from './TaskingCard.tsx'

/** More than anybody answers at once; the rest is one press away. */
const SHOWN = 6

type Props = {
  deliveries: readonly DeliveryView[]
  taskings: Situation['taskings']
  profilesEnding: Situation['profilesEnding']
}

/**
 * Alerts and taskings that wait for an answer of the reader's units. What was answered here stays, saying so, until the
 * reader leaves: an answer must not vanish under the finger that gave it.
 */
export function WaitingBand({ deliveries, taskings, profilesEnding }: Props) {
  const unitId = useChosenUnit()
  const [isAll, setIsAll] = useState(false)
  const [answered, setAnswered] = useState<ReadonlyMap<string, DeliveryView>>(new Map())
  const isOurs = (row: { unitId: string }) => unitId === null || row.unitId === unitId
  const waiting = new Map([...answered, ...deliveries.map((delivery) => [delivery.id, delivery] as const)])
  const shown = [...waiting.values()].filter(isOurs).sort((a, b) => dueOf(a).localeCompare(dueOf(b)))
  const firstOpen = shown.find(({ id }) => !answered.has(id))
  const shownTaskings = taskings.filter(isOurs)
  return (
    <div id="waiting" className="Situation-waiting">
      <Panel title={t('situation.waiting')} isFlush>
        <BudgetLines unitId={unitId} />
        {shown.length + shownTaskings.length + profilesEnding.length === 0 ? (
          <EmptyState title={t('situation.nothingWaits')} example={t('situation.nothingWaitsExample')}>
            {t('situation.nothingWaitsBody')}
          </EmptyState>
        ) : (
          <ul className="WaitingList">
            {(isAll ? shown : shown.slice(0, SHOWN)).map((delivery) => (
              <li key={delivery.id}>
                <DeliveryCard
                  delivery={delivery}
                  isFirst={delivery === firstOpen}
                  onAnswered={() => setAnswered((before) => new Map(before).set(delivery.id, delivery))}
                />
              </li>
            ))}
            {shownTaskings.map((tasking) => (
              <li key={tasking.id}>
                <TaskingCard tasking={tasking} />
              </li>
            ))}
            {profilesEnding.map((profile) => (
              <li key={profile.id}>
                <EndingProfileCard profile={profile} />
              </li>
            ))}
          </ul>
        )}
        {isAll || shown.length <= SHOWN ? null : (
          <p className="WaitingList-more">
            <Button onPress={() => setIsAll(true)}>{t('situation.moreAlerts', { count: shown.length - SHOWN })}</Button>
          </p>
        )}
      </Panel>
    </div>
  )
}

function dueOf(delivery: DeliveryView): string {
  return delivery.acknowledgeDueAt ?? `9${delivery.raisedAt}`
}
