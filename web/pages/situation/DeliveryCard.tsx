import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Time } from '../../ui/Time.tsx'
import { saySignal } from '../narrative/say-signal.ts'
import { Severity } from '../narrative/Severity.tsx'
import { AnsweredLine } from './AnsweredLine.tsx'
import { DeclineForm } from './DeclineForm.tsx'
import { sayMatchedRules } from './say-matched-rules.ts'
import { useAnswerDelivery } from './use-answer-delivery.ts'

type Props = {
  delivery: DeliveryView
  onAnswered: () => void
  /** The one that is due first: its answer is the page's primary action. */
  isFirst: boolean
}

/** One alert as it stands with one unit: what, why this unit, how long, and the two answers in place. */
export function DeliveryCard({ delivery, onAnswered, isFirst }: Props) {
  const may = useMay()
  const [isDeclining, setIsDeclining] = useState(false)
  const answer = useAnswerDelivery(delivery, () => {
    onAnswered()
    setIsDeclining(false)
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
      {isOpen && delivery.state === 'held' && delivery.heldUntil ? (
        <p className="secondary">
          <T
            id={delivery.heldReason === 'budget' ? 'situation.heldForBudget' : 'situation.heldForDigest'}
            values={{ when: <Time at={delivery.heldUntil} as="moment" /> }}
          />
        </p>
      ) : null}
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

function MatchedRules({ rules: matched }: { rules: DeliveryView['matchedRules'] }) {
  if (matched.length === 0) return null
  const { rules, sentences } = sayMatchedRules(matched)
  return (
    <>
      <T id="situation.because" values={{ rules: <Content>{rules}</Content> }} /> <Content>{sentences}</Content>
    </>
  )
}
