import type { RunView } from '@hub/core/playbook/playbook-view.ts'
import type { StepState } from '@hub/core/playbook/run-transitions.ts'
import { useState } from 'react'

import { moveStep } from '../../data/runs.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { Time } from '../../ui/Time.tsx'
import { announce } from '../../ui/announce.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { StepDetails } from './StepDetails.tsx'

type Step = RunView['steps'][number]
type Props = { caseId: string; run: RunView; step: Step; number: number; isNext: boolean }

/** One step: ticked when done, skipped with a reason, or said not to apply; each can be opened again. */
export function RunStep({ caseId, run, step, number, isNext }: Props) {
  const may = useMay()
  const [isSkipping, setIsSkipping] = useState(false)
  const { state } = step
  const { title } = step.step
  const act = useAct(
    (move: { to: StepState; reason?: string }) =>
      moveStep(run.id, step.key, { ...move, expectedVersion: step.rowVersion }),
    caseKeys(caseId),
  )
  const move = (to: StepState, reason?: string) =>
    act.mutate(reason === undefined ? { to } : { to, reason }, {
      onSuccess: () => {
        setIsSkipping(false)
        announce(t('case.stepMoved', { title, state: to === 'open' ? t('case.stepReopen') : t(`case.step.${to}`) }))
      },
    })
  const canMove = run.state === 'running' && may('run.step')
  // What was pressed shows at once; the answer of the hub confirms it or takes it back.
  const shown = act.isPending ? act.variables.to : state
  const entries = stepEntries(shown, move, () => setIsSkipping(true))
  return (
    <li
      className="RunStep"
      data-state={shown}
      {...(isNext ? { 'data-next': '' } : {})}
      {...(step.origin === 'inherited' ? { 'data-inherited': '' } : {})}
    >
      <CheckInput
        ariaLabel={t('case.stepDone', { title })}
        isSelected={shown === 'done'}
        isIndeterminate={shown === 'skipped' || shown === 'not_applicable'}
        isDisabled={!canMove || act.isPending}
        onChange={() => move(shown === 'open' ? 'done' : 'open')}
      />
      <div className="RunStep-body">
        <div className="RunStep-line">
          <span className="RunStep-title">
            <span className="RunStep-number">{number}</span> <Content>{title}</Content>
          </span>
          {isNext ? <Badge tone="accent">{t('case.stepNext')}</Badge> : null}
        </div>
        <StepDetails
          step={step}
          isOpen={isNext}
          dueAt={shown === 'open' && run.state === 'running' ? step.dueAt : null}
        />
        <StepOutcome step={step} />
        {act.error && !isSkipping ? <ActProblem error={act.error} /> : null}
      </div>
      {canMove ? <MenuButton size="small" label={t('case.stepMore', { title })} entries={entries} /> : null}
      {isSkipping ? (
        <ReasonDialog
          title={<T id="case.stepSkipTitle" values={{ title: <Content>{title}</Content> }} />}
          label={t('case.stepSkipWhy')}
          send={t('case.stepSkipSend')}
          isPending={act.isPending}
          error={act.error}
          onSend={(reason) => move('skipped', reason)}
          onClose={() => setIsSkipping(false)}
        />
      ) : null}
    </li>
  )
}

/** What else can become of a step, in the state it stands in. */
function stepEntries(state: StepState, move: (to: StepState) => void, onSkip: () => void): MenuEntry[] {
  if (state !== 'open') return [{ id: 'open', label: t('case.stepReopen'), onAction: () => move('open') }]
  return [
    { id: 'skip', label: t('case.stepSkip'), onAction: onSkip },
    { id: 'na', label: t('case.stepNotApplicable'), onAction: () => move('not_applicable') },
  ]
}

function StepOutcome({ step: { state, changedBy, changedAt, reason } }: { step: Step }) {
  if (state === 'open' || !changedBy || !changedAt) return null
  return (
    <p className="RunStep-outcome">
      {state === 'done' ? null : <>{t(`case.step.${state}`)} · </>}
      <T id="case.stepBy" values={{ name: <Content>{changedBy}</Content>, when: <Time at={changedAt} /> }} />
      {reason ? (
        <>
          {' · '}
          <Content>{reason}</Content>
        </>
      ) : null}
    </p>
  )
}
