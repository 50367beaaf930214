import './run.css'

import type { RunView } from '@hub/core/playbook/playbook-view.ts'
import { useState } from 'react'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { runProgress } from './run-progress.ts'
import { RunMenu } from './RunMenu.tsx'
import { RunRules } from './RunRules.tsx'
import { RunStep } from './RunStep.tsx'

/** One run of a playbook: how far it is, the next step, every step with who, when and what exists afterwards. */
export function RunChecklist({ caseId, run }: { caseId: string; run: RunView }) {
  const { settled, total, nextKey } = runProgress(run)
  const [isOpen, setIsOpen] = useState(run.state === 'running')
  const label = t('case.runProgressLong', { settled, total })
  return (
    <section className="Run">
      <header className="Run-head">
        <div className="Run-name">
          <h3>
            <Content>{run.playbook.title}</Content>
          </h3>
          <span className="secondary">
            <T
              id="case.runStarted"
              values={{ name: <Content>{run.startedBy}</Content>, when: <Time at={run.startedAt} />, version: run.playbook.version }}
            />
          </span>
        </div>
        {run.state === 'running' ? null : <Badge tone={run.state === 'finished' ? 'good' : 'neutral'}>{t(`case.run.${run.state}`)}</Badge>}
        <RunMenu caseId={caseId} run={run} />
      </header>
      <div className="Run-progress">
        <progress value={settled} max={total} aria-label={label} />
        <span>{t('case.runProgress', { settled, total })}</span>
      </div>
      <Disclosure summary={t('case.attachSteps', { count: total })} isOpen={isOpen} onToggle={setIsOpen}>
        <ol className="Run-steps">
          {run.steps.map((step, index) => (
            <RunStep key={step.key} caseId={caseId} run={run} step={step} number={index + 1} isNext={step.key === nextKey} />
          ))}
        </ol>
        <RunRules slug={run.playbook.slug} />
      </Disclosure>
    </section>
  )
}
