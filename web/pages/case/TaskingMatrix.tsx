import './tasking.css'

import type { TaskingView } from '@hub/core/case/case-view.ts'
import { OPEN_TASKING_STATES, type TaskingState } from '@hub/core/case/tasking-state.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
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

/** Unit × state × clock × who answered, and under each row what was asked. */
export function TaskingMatrix({ caseId, taskings }: { caseId: string; taskings: readonly TaskingView[] }) {
  return (
    <table className="TaskingMatrix">
      <caption className="visually-hidden">{t('case.taskings')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('case.taskingUnit')}</th>
          <th scope="col">{t('case.taskingState')}</th>
          <th scope="col">{t('case.taskingWho')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('case.taskingActs')}</span>
          </th>
        </tr>
      </thead>
      {taskings.map((tasking) => (
        <tbody key={tasking.id}>
          <tr>
            <th scope="row">
              <Content>{tasking.unitName}</Content>
              <span className="TaskingMatrix-part">{t(`case.part.${tasking.part}`)}</span>
            </th>
            <td>
              <StateCell tasking={tasking} />
            </td>
            <td className="TaskingMatrix-who">
              <WhoCell tasking={tasking} />
            </td>
            <td>
              <TaskingActs caseId={caseId} tasking={tasking} />
            </td>
          </tr>
          {tasking.request || tasking.reason ? (
            <tr className="TaskingMatrix-more">
              <td colSpan={4}>
                {tasking.request ? <Content>{tasking.request}</Content> : null}
                {tasking.reason ? (
                  <p>
                    {t(`case.tasking.${tasking.state}`)}: <Content>{tasking.reason}</Content>
                  </p>
                ) : null}
              </td>
            </tr>
          ) : null}
        </tbody>
      ))}
    </table>
  )
}

function StateCell({ tasking }: { tasking: TaskingView }) {
  const isOpen = OPEN_TASKING_STATES.some((state) => state === tasking.state)
  return (
    <div className="TaskingMatrix-state">
      <Badge tone={TONES[tasking.state]}>{t(`case.tasking.${tasking.state}`)}</Badge>
      {isOpen && tasking.dueAt ? <Clock dueAt={tasking.dueAt} /> : null}
    </div>
  )
}

function WhoCell({ tasking }: { tasking: TaskingView }) {
  const { answeredBy, answeredAt, offeredBy, offeredAt } = tasking
  return answeredBy && answeredAt ? (
    <T id="case.tasking.answered" values={{ name: <Content>{answeredBy}</Content>, when: <Time at={answeredAt} /> }} />
  ) : (
    <T id="case.tasking.asked" values={{ name: <Content>{offeredBy}</Content>, when: <Time at={offeredAt} /> }} />
  )
}
