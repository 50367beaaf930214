import type { TaskingView } from '@hub/core/case/case-view.ts'
import type { TaskingState } from '@hub/core/case/tasking-state.ts'
import { useState } from 'react'

import { useMay, useSession } from '../../data/session.ts'
import { moveTasking } from '../../data/taskings.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { toast } from '../../ui/toasts.ts'
import { isWithinUnits } from './is-within-units.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { type TaskingChoice, taskingChoices } from './tasking-choices.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'

type ActState = Exclude<TaskingState, 'offered'>

/** What the reader can do about one tasking: the next step as a button, the rest in a menu, refusals with their reason. */
export function TaskingActs({ caseId, tasking }: { caseId: string; tasking: TaskingView }) {
  const may = useMay()
  const { memberships, units } = useSession()
  const [asking, setAsking] = useState<ActState | null>(null)
  const act = useAct(
    (move: { to: TaskingState; reason?: string }) =>
      moveTasking(tasking.id, { ...move, expectedVersion: tasking.rowVersion }),
    caseKeys(caseId),
  )
  const mayCoordinate = may('tasking.offer')
  const mine = memberships.map(({ unitId }) => unitId)
  const mayAnswer = mayCoordinate || (may('tasking.answer') && isWithinUnits(tasking.unitId, mine, units))
  const choices = taskingChoices(tasking.state, { mayAnswer, mayCoordinate })
  const next = choices.find(({ isOurs, needsReason }) => isOurs && !needsReason)
  const say = (to: TaskingState) =>
    toast(t('case.taskingMoved', { unit: tasking.unitName, state: t(`case.tasking.${to}`) }))
  const choose = ({ to, needsReason }: TaskingChoice) => {
    if (to === 'offered') return
    if (needsReason) setAsking(to)
    else act.mutate({ to }, { onSuccess: () => say(to) })
  }
  if (choices.length === 0) return null
  return (
    <div className="TaskingActs">
      {next && next.to !== 'offered' ? (
        <Button size="small" onPress={() => choose(next)} isPending={act.isPending}>
          {t(`case.taskingAct.${next.to}`)}
        </Button>
      ) : null}
      <MenuButton
        size="small"
        label={t('case.taskingActs')}
        entries={choices.flatMap((choice) => {
          if (choice === next || choice.to === 'offered') return []
          const hint = choice.isOurs ? {} : { hint: t(choice.by === 'unit' ? 'case.onlyUnit' : 'case.onlyCoordinator') }
          return {
            id: choice.to,
            label: t(`case.taskingAct.${choice.to}`),
            onAction: () => choose(choice),
            isDisabled: !choice.isOurs,
            ...hint,
          }
        })}
      />
      {act.error && !asking ? <ActProblem error={act.error} /> : null}
      {asking ? (
        <ReasonDialog
          title={<TaskingMoveTitle tasking={tasking} to={asking} />}
          label={askWhy(asking)}
          send={t('case.taskingSend')}
          isPending={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate(
              { to: asking, reason },
              {
                onSuccess: () => {
                  say(asking)
                  setAsking(null)
                },
              },
            )
          }
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  )
}

function TaskingMoveTitle({ tasking, to }: { tasking: TaskingView; to: ActState }) {
  const values = { unit: <Content>{tasking.unitName}</Content>, state: t(`case.tasking.${to}`) }
  return <T id="case.taskingTitle" values={values} />
}

function askWhy(to: ActState): string {
  const isNamed = to === 'blocked' || to === 'returned' || to === 'declined' || to === 'withdrawn'
  return isNamed ? t(`case.taskingWhy.${to}`) : t('case.taskingWhy.other')
}
