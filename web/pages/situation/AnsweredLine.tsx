import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { OpenCaseDialog } from '../narrative/OpenCaseDialog.tsx'

export type DeliveryAnswer = 'acknowledged' | 'declined'

/** What an answer did, and what usually comes next. */
export function AnsweredLine({ delivery, answer }: { delivery: DeliveryView; answer: DeliveryAnswer }) {
  const may = useMay()
  const [isOpening, setIsOpening] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone: focus goes on to what came of it.
  useEffect(() => line.current?.focus(), [])
  const canOpen = answer === 'acknowledged' && !delivery.caseId && may('case.open')
  return (
    <div className="WaitingCard-answered" ref={line} tabIndex={-1}>
      <Icon name="check" />
      <span>{t(`situation.${answer}`, { unit: delivery.unitName })}</span>
      {delivery.caseId ? (
        <Link to="/cases/$caseId" params={{ caseId: delivery.caseId }}>
          {t('situation.toCase')}
        </Link>
      ) : null}
      {canOpen ? (
        <Button size="small" onPress={() => setIsOpening(true)}>
          {t('narratives.openCase')}
        </Button>
      ) : null}
      <OpenCaseDialog
        isOpen={isOpening}
        onClose={() => setIsOpening(false)}
        narrative={{ id: delivery.narrativeId, title: delivery.narrativeTitle, severity: delivery.severity }}
        alertId={delivery.alertId}
      />
    </div>
  )
}
