import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import type { Situation } from '@hub/core/situation/situation-view.ts'
import { useState } from 'react'

import { useChosenUnit } from '../../frame/chosen-unit.ts'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DeliveryCard } from './DeliveryCard.tsx'
import { TaskingCard } from './TaskingCard.tsx'

type Props = { deliveries: readonly DeliveryView[]; taskings: Situation['taskings'] }

/**
 * Alerts and taskings that wait for an answer of the reader's units. What was answered here stays, saying so, until the
 * reader leaves: an answer must not vanish under the finger that gave it.
 */
export function WaitingBand({ deliveries, taskings }: Props) {
  const unitId = useChosenUnit()
  const [answered, setAnswered] = useState<ReadonlyMap<string, DeliveryView>>(new Map())
  const isOurs = (row: { unitId: string }) => unitId === null || row.unitId === unitId
  const waiting = new Map([...answered, ...deliveries.map((delivery) => [delivery.id, delivery] as const)])
  const shown = [...waiting.values()].filter(isOurs).sort((a, b) => dueOf(a).localeCompare(dueOf(b)))
  const shownTaskings = taskings.filter(isOurs)
  return (
    <div id="waiting" className="Situation-waiting">
      <Panel title={t('situation.waiting')} isFlush>
        {shown.length + shownTaskings.length === 0 ? (
          <EmptyState title={t('situation.nothingWaits')} example={t('situation.nothingWaitsExample')}>
            {t('situation.nothingWaitsBody')}
          </EmptyState>
        ) : (
          <ul className="WaitingList">
            {shown.map((delivery, index) => (
              <li key={delivery.id}>
                <DeliveryCard
                  delivery={delivery}
                  isFirst={index === 0}
                  onAnswered={() => setAnswered(new Map(answered).set(delivery.id, delivery))}
                />
              </li>
            ))}
            {shownTaskings.map((tasking) => (
              <li key={tasking.id}>
                <TaskingCard tasking={tasking} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

function dueOf(delivery: DeliveryView): string {
  return delivery.acknowledgeDueAt ?? `9${delivery.raisedAt}`
}
