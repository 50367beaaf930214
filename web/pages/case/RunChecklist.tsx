import './run.css'

import type { RunView } from '@hub/core/playbook/playbook-view.ts'
import { useState } from 'react'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { runProgress } from './run-progress.ts'
import { RunMenu } from './RunMenu.tsx'
import { RunRules } from './RunRules.tsx'
import { RunStep } from './RunStep.tsx'

const NEAR = 5

/** What matters now: the next step with the last one settled before it and what follows. */
function nearSteps<Numbered extends { step: { key: string } }>(
  numbered: readonly Numbered[],
  nextKey: string | null,
): readonly Numbered[] {
  const next = numbered.findIndex(({ step }) => step.key === nextKey)
  return next === -1 ? [] : numbered.slice(Math.max(0, next - 1), next + NEAR)
}

/** One run of a playbook: how far it is, the next step, every step with who, when and what exists afterwards. */
export function RunChecklist({ caseId, run }: { caseId: string; run: RunView }) {
  const { settled, total, nextKey } = runProgress(run)
  const [showsAll, setShowsAll] = useState(false)
  const numbered = run.steps.map((step, index) => ({ step, number: index + 1 }))
  const shown = showsAll ? numbered : nearSteps(numbered, run.state === 'running' ? nextKey : null)
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
              values={{
                name: <Content>{run.startedBy}</Content>,
                when: <Time at={run.startedAt} />,
                version: run.playbook.version,
              }}
            />
          </span>
        </div>
        {run.state === 'running' ? null : (
          <Badge tone={run.state === 'finished' ? 'good' : 'neutral'}>{t(`case.run.${run.state}`)}</Badge>
        )}
        <RunMenu caseId={caseId} run={run} />
      </header>
      <div className="Run-progress">
        <progress value={settled} max={total} aria-label={label} />
        <span>{t('case.runProgress', { settled, total })}</span>
      </div>
      {shown.length > 0 ? (
        <ol className="Run-steps">
          {shown.map(({ step, number }) => (
            <RunStep
              key={step.key}
              caseId={caseId}
              run={run}
              step={step}
              number={number}
              isNext={step.key === nextKey}
            />
          ))}
        </ol>
      ) : null}
      <div className="Run-foot">
        <Button variant="quiet" size="small" icon={showsAll ? 'up' : 'down'} onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? t('case.runShowNext') : t('case.runShowAll', { count: total })}
        </Button>
        <RunRules slug={run.playbook.slug} />
      </div>
    </section>
  )
}
