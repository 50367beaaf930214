import '../playbooks/check-list.css'

import type { RunView } from '@hub/core/playbook/playbook-view.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'

type Props = { step: RunView['steps'][number]; isOpen: boolean; dueAt: string | null }

/** Who does a step, what is to do, what to check and what exists afterwards. */
export function StepDetails({ step: { step }, isOpen, dueAt }: Props) {
  return (
    <Disclosure
      summary={
        <>
          {t(`playbooks.role.${step.role}`)}
          {dueAt ? <Clock dueAt={dueAt} /> : null}
        </>
      }
      {...(isOpen ? { isOpen } : {})}
    >
      <div className="StepDetails">
        <p>
          <Content>{step.action}</Content>
        </p>
        {step.checklist.length > 0 ? (
          <ul className="CheckList" aria-label={t('case.stepChecks')}>
            {step.checklist.map((check) => (
              <li key={check}>
                <Content>{check}</Content>
              </li>
            ))}
          </ul>
        ) : null}
        {step.artefact ? (
          <p className="secondary">
            <T id="case.stepArtefact" values={{ artefact: <Content>{step.artefact}</Content> }} />
          </p>
        ) : null}
      </div>
    </Disclosure>
  )
}
