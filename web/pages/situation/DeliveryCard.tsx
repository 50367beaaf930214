import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { acknowledgeDelivery, declineDelivery } from '../../data/deliveries.ts'
import { useMay } from '../../data/session.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Time } from '../../ui/Time.tsx'
import { saySignal } from '../narrative/say-signal.ts'
import { Severity } from '../narrative/Severity.tsx'
import { AnsweredLine, type DeliveryAnswer } from './AnsweredLine.tsx'
import { DeclineForm } from './DeclineForm.tsx'

type Props = {
  delivery: DeliveryView
  onAnswered: () => void
  /** The one that is due first: its answer is the page's primary action. */
  isFirst: boolean
}

/** One alert as it stands with one unit: what, why this unit, how long, and the two answers in place. */
export function DeliveryCard({ delivery, onAnswered, isFirst }: Props) {
  const may = useMay()
  const client = useQueryClient()
  const [isDeclining, setIsDeclining] = useState(false)
  const answer = useMutation({
    mutationFn: async (input: { reason: string; unitId: string | null } | null): Promise<DeliveryAnswer> => {
      if (input) await declineDelivery(delivery.id, input.reason, input.unitId)
      else await acknowledgeDelivery(delivery.id)
      return input ? 'declined' : 'acknowledged'
    },
    onSuccess: (given) => {
      onAnswered()
      setIsDeclining(false)
      announce(t(`situation.${given}`, { unit: delivery.unitName }))
      void client.invalidateQueries({ queryKey: ['situation'] })
    },
  })
  const isOpen = !answer.data && delivery.state !== 'acknowledged' && delivery.state !== 'declined'
  return (
    <article className="WaitingCard">
      <div className="WaitingCard-top">
        <Severity value={delivery.severity} />
        {delivery.escalationLevel > 0 && isOpen ? <Badge tone="danger">{t('situation.escalated')}</Badge> : null}
        {isOpen && delivery.acknowledgeDueAt ? <Clock dueAt={delivery.acknowledgeDueAt} /> : null}
      </div>
      <h3>
        <Link to="/narratives/$narrativeId" params={{ narrativeId: delivery.narrativeId }}>
          <Content>{delivery.narrativeTitle}</Content>
        </Link>
      </h3>
      {delivery.signal ? <p>{saySignal(delivery.signal)}</p> : null}
      <p className="secondary">
        <T
          id="situation.forUnit"
          values={{ unit: <Content>{delivery.unitName}</Content>, when: <Time at={delivery.raisedAt} /> }}
        />{' '}
        <MatchedRules rules={delivery.matchedRules} />
      </p>
      {answer.error ? (
        <Notice tone="danger" role="alert">
          {sayProblem(answer.error)} {t('situation.answerNotSaved')}
        </Notice>
      ) : null}
      {answer.data ? <AnsweredLine delivery={delivery} answer={answer.data} /> : null}
      {isOpen && isDeclining ? (
        <DeclineForm
          ownUnitId={delivery.unitId}
          isSending={answer.isPending}
          onCancel={() => setIsDeclining(false)}
          onDecline={(reason, unitId) => answer.mutate({ reason, unitId })}
        />
      ) : null}
      {isOpen && !isDeclining && may('delivery.acknowledge') ? (
        <div className="FormActions">
          <Button
            variant={isFirst ? 'primary' : 'secondary'}
            onPress={() => answer.mutate(null)}
            isPending={answer.isPending}
          >
            {t('situation.acknowledge')}
          </Button>
          <Button onPress={() => setIsDeclining(true)}>{t('situation.decline')}</Button>
        </div>
      ) : null}
    </article>
  )
}

function MatchedRules({ rules }: { rules: DeliveryView['matchedRules'] }) {
  if (rules.length === 0) return null
  const because = rules
    .map(({ title, because: words }) =>
      words.length > 0 ? `${title} (${words.map((word) => word.replace(/\.$/, '')).join(', ')})` : title,
    )
    .join('; ')
  return <T id="situation.because" values={{ rules: <Content>{because}</Content> }} />
}
