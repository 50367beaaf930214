import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import { acknowledgeDelivery as judge } from '@hub/core/alert/delivery-transitions.ts'

import { acknowledgeDelivery } from '../../data/deliveries.ts'
import { useMay, useSession } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { isWithinUnits } from './is-within-units.ts'

const TONES: Readonly<Record<DeliveryView['state'], BadgeTone>> = {
  pending: 'neutral',
  held: 'neutral',
  sent: 'accent',
  acknowledged: 'good',
  declined: 'warning',
  rerouted: 'neutral',
  escalated: 'danger',
  lapsed: 'warning',
  closed: 'neutral',
}

/** The alerts behind a case, as they stand with each unit: seen, waiting, declined. */
export function DeliveriesPanel({ caseId, deliveries }: { caseId: string; deliveries: readonly DeliveryView[] }) {
  if (deliveries.length === 0) return null
  return (
    <Panel title={t('case.deliveries')}>
      <ul className="CaseRows">
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} caseId={caseId} delivery={delivery} />
        ))}
      </ul>
    </Panel>
  )
}

const HELD_WORDS = { digest: 'case.heldForDigest', budget: 'case.heldForBudget' } as const

function isHeldReason(reason: string): reason is keyof typeof HELD_WORDS {
  return reason in HELD_WORDS
}

function DeliveryRow({ caseId, delivery }: { caseId: string; delivery: DeliveryView }) {
  const may = useMay()
  const { memberships, units } = useSession()
  const act = useAct(() => acknowledgeDelivery(delivery.id), [...caseKeys(caseId), ['deliveries']])
  const isOurs = isWithinUnits(
    delivery.unitId,
    memberships.map(({ unitId }) => unitId),
    units,
  )
  const canAnswer = judge(delivery).ok && may('delivery.acknowledge') && (isOurs || may('tasking.offer'))
  const { acknowledgedBy, acknowledgedAt, declinedReason, heldReason, heldUntil } = delivery
  return (
    <li className="CaseRow">
      <div className="CaseRow-text">
        <span>
          <strong>
            <Content>{delivery.unitName}</Content>
          </strong>{' '}
          <Badge tone={TONES[delivery.state]}>{t(`case.delivery.${delivery.state}`)}</Badge>
        </span>
        <span className="secondary">
          {acknowledgedBy && acknowledgedAt ? (
            <T
              id="case.seenBy"
              values={{ name: <Content>{acknowledgedBy}</Content>, when: <Time at={acknowledgedAt} /> }}
            />
          ) : null}
          {declinedReason ? (
            <T id="case.declinedBecause" values={{ reason: <Content>{declinedReason}</Content> }} />
          ) : null}
          {delivery.state === 'held' && heldReason && heldUntil ? (
            <T
              id="case.heldBecause"
              values={{
                reason: isHeldReason(heldReason) ? t(HELD_WORDS[heldReason]) : <Content>{heldReason}</Content>,
                when: <Time at={heldUntil} as="moment" />,
              }}
            />
          ) : null}
        </span>
        {canAnswer && delivery.acknowledgeDueAt ? <Clock dueAt={delivery.acknowledgeDueAt} /> : null}
        <ActProblem error={act.error} />
      </div>
      {canAnswer ? (
        <Button
          size="small"
          isPending={act.isPending}
          onPress={() =>
            act.mutate(undefined, { onSuccess: () => toast(t('case.acknowledged', { unit: delivery.unitName })) })
          }
        >
          {t('case.acknowledge')}
        </Button>
      ) : null}
    </li>
  )
}
