import type { RunView } from '@hub/core/playbook/playbook-view.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { abortRun, finishRun } from '../../data/runs.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { runProgress } from './run-progress.ts'

/** Ends a run, or opens its playbook as a document. */
export function RunMenu({ caseId, run }: { caseId: string; run: RunView }) {
  const may = useMay()
  const navigate = useNavigate()
  const [isStopping, setIsStopping] = useState(false)
  const finish = useAct(() => finishRun(run.id), caseKeys(caseId))
  const stop = useAct((reason: string) => abortRun(run.id, reason), caseKeys(caseId))
  const open = runProgress(run).openTitles.length
  const canEnd = run.state === 'running' && may('run.step')
  const endings: MenuEntry[] = canEnd
    ? [
        'rule',
        {
          id: 'finish',
          label: t('case.runFinish'),
          isDisabled: open > 0,
          ...(open > 0 ? { hint: t('case.runFinishHint', { count: open }) } : {}),
          onAction: () => finish.mutate(undefined, { onSuccess: () => toast(t('case.runFinished')) }),
        },
        { id: 'stop', label: t('case.runStop'), isDanger: true, onAction: () => setIsStopping(true) },
      ]
    : []
  const document: MenuEntry = {
    id: 'document',
    label: t('case.runDocument'),
    onAction: () => void navigate({ to: '/playbooks/$slug', params: { slug: run.playbook.slug } }),
  }
  return (
    <>
      <MenuButton size="small" label={t('case.runActs')} entries={[document, ...endings]} />
      <ActProblem error={finish.error} />
      {isStopping ? (
        <ReasonDialog
          title={<T id="case.runStopTitle" values={{ title: <Content>{run.playbook.title}</Content> }} />}
          label={t('case.runStopWhy')}
          send={t('case.runStop')}
          isDanger
          isPending={stop.isPending}
          error={stop.error}
          onSend={(reason) =>
            stop.mutate(reason, {
              onSuccess: () => {
                toast(t('case.runStopped'))
                setIsStopping(false)
              },
            })
          }
          onClose={() => setIsStopping(false)}
        />
      ) : null}
    </>
  )
}
