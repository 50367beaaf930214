import './tasking.css'

import type { CaseDetail, TaskingView } from '@hub/core/case/case-view.ts'
import { offerTasking } from '@hub/core/case/offer-tasking.ts'
import { OPEN_TASKING_STATES, type TaskingState } from '@hub/core/case/tasking-state.ts'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { OfferTaskingDialog } from './OfferTaskingDialog.tsx'
import { sayOfferRefusal } from './say-offer-refusal.ts'
import { TaskingActs } from './TaskingActs.tsx'

const TONES: Readonly<Record<TaskingState, BadgeTone>> = {
  offered: 'accent',
  accepted: 'accent',
  in_progress: 'accent',
  blocked: 'warning',
  done: 'good',
  returned: 'warning',
  declined: 'danger',
  withdrawn: 'neutral',
}

const COLUMNS = (caseId: string): readonly Column<TaskingView>[] => [
  { id: 'unit', title: t('case.taskingUnit'), isLead: true, cell: (tasking) => <UnitCell tasking={tasking} /> },
  { id: 'state', title: t('case.taskingState'), cell: (tasking) => <StateCell tasking={tasking} /> },
  { id: 'who', title: t('case.taskingWho'), cell: (tasking) => <WhoCell tasking={tasking} /> },
  { id: 'acts', title: t('case.taskingActs'), hidesTitle: true, align: 'end', cell: (tasking) => <TaskingActs caseId={caseId} tasking={tasking} /> },
]

/** Which unit was asked for what, how it answered, and what it still owes. */
export function TaskingsPanel({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [isOffering, setIsOffering] = useState(false)
  const standing = detail.taskings.filter(({ state }) => state !== 'declined' && state !== 'withdrawn')
  // Judged for a unit that is not asked yet: what is left are the reasons that hold for every unit.
  const verdict = offerTasking({ caseState: detail.state, opinionGate: detail.opinionGate, standing }, { unitId: '', part: 'support' })
  const refusal = !may('tasking.offer') ? 'not_permitted' : verdict.ok ? null : verdict.code
  usePageKeys([{ key: 't', does: t('case.keyTask'), act: () => refusal === null && setIsOffering(true) }])
  const ask = (
    <Button size="small" icon="plus" disabledReason={refusal ? sayOfferRefusal(refusal) : null} onPress={() => setIsOffering(true)} keyHint="t">
      {t('case.askUnit')}
    </Button>
  )
  return (
    <Panel title={t('case.taskings')} aside={ask} isFlush={detail.taskings.length > 0}>
      {detail.taskings.length > 0 ? (
        <div className="TaskingTable">
          <DataTable caption={t('case.taskings')} columns={COLUMNS(detail.id)} rows={detail.taskings} rowKey={({ id }) => id} />
        </div>
      ) : (
        <p className="secondary">{t('case.noTaskings')}</p>
      )}
      {isOffering ? <OfferTaskingDialog detail={detail} onClose={() => setIsOffering(false)} /> : null}
    </Panel>
  )
}

function UnitCell({ tasking }: { tasking: TaskingView }) {
  return (
    <div className="TaskingUnit">
      <span>
        <strong>
          <Content>{tasking.unitName}</Content>
        </strong>{' '}
        <span className="secondary">{t(`case.part.${tasking.part}`)}</span>
      </span>
      {tasking.request ? (
        <span className="TaskingUnit-request">
          <Content>{tasking.request}</Content>
        </span>
      ) : null}
    </div>
  )
}

function StateCell({ tasking }: { tasking: TaskingView }) {
  const isOpen = OPEN_TASKING_STATES.some((state) => state === tasking.state)
  return (
    <div className="TaskingState">
      <Badge tone={TONES[tasking.state]}>{t(`case.tasking.${tasking.state}`)}</Badge>
      {isOpen && tasking.dueAt ? <Clock dueAt={tasking.dueAt} /> : null}
      {tasking.reason ? (
        <span className="secondary">
          <Content>{tasking.reason}</Content>
        </span>
      ) : null}
    </div>
  )
}

function WhoCell({ tasking }: { tasking: TaskingView }) {
  const { answeredBy, answeredAt, offeredBy, offeredAt } = tasking
  return (
    <span className="secondary">
      {answeredBy && answeredAt ? (
        <T id="case.tasking.answered" values={{ name: <Content>{answeredBy}</Content>, when: <Time at={answeredAt} /> }} />
      ) : (
        <T id="case.tasking.asked" values={{ name: <Content>{offeredBy}</Content>, when: <Time at={offeredAt} /> }} />
      )}
    </span>
  )
}
