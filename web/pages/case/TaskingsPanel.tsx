import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { offerTasking } from '@hub/core/case/offer-tasking.ts'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { OfferTaskingDialog } from './OfferTaskingDialog.tsx'
import { sayOfferRefusal } from './say-offer-refusal.ts'
import { TaskingMatrix } from './TaskingMatrix.tsx'

/** Which unit was asked for what, how it answered, and what it still owes. */
export function TaskingsPanel({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [isOffering, setIsOffering] = useState(false)
  const standing = detail.taskings.filter(({ state }) => state !== 'declined' && state !== 'withdrawn')
  // Judged for a unit that is not asked yet: what is left are the reasons that hold for every unit.
  const verdict = offerTasking(
    { caseState: detail.state, opinionGate: detail.opinionGate, standing },
    { unitId: '', part: 'support' },
  )
  const refusal = !may('tasking.offer') ? 'not_permitted' : verdict.ok ? null : verdict.code
  usePageKeys([{ key: 't', does: t('case.keyTask'), act: () => refusal === null && setIsOffering(true) }])
  const ask = (
    <Button
      size="small"
      icon="plus"
      disabledReason={refusal ? sayOfferRefusal(refusal) : null}
      onPress={() => setIsOffering(true)}
      keyHint="t"
    >
      {t('case.askUnit')}
    </Button>
  )
  return (
    <Panel title={t('case.taskings')} aside={ask} isFlush={detail.taskings.length > 0}>
      {detail.taskings.length > 0 ? (
        <TaskingMatrix caseId={detail.id} taskings={detail.taskings} />
      ) : (
        <p className="secondary">{t('case.noTaskings')}</p>
      )}
      {isOffering ? <OfferTaskingDialog detail={detail} onClose={() => setIsOffering(false)} /> : null}
    </Panel>
  )
}
