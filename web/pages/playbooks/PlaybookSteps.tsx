import './check-list.css'

import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'

import { formatDuration } from '../../i18n/duration.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** The numbered steps: who, by when, what, what to check, what is left behind. Inherited ones are quieter. */
export function PlaybookSteps({ playbook: { steps, language, content } }: { playbook: PlaybookDetail }) {
  return (
    <section>
      <h2>{t('playbooks.stepsTitle')}</h2>
      <p className="secondary Playbook-note">
        {t(content.inherits ? 'playbooks.inheritedNote' : 'playbooks.baseNote')}
      </p>
      <ol className="PlaybookSteps">
        {steps.map(({ key, origin, step }) => (
          <li key={key} className="PlaybookStep" {...(origin === 'inherited' ? { 'data-inherited': '' } : {})}>
            <h3>
              <Content language={language}>{step.title}</Content>
            </h3>
            <p className="PlaybookStep-facts">
              <span>
                <Icon name="person" size={14} /> {t(`playbooks.role.${step.role}`)}
              </span>
              {step.dueAfterMinutes === null ? null : (
                <span>
                  <Icon name="clock" size={14} />{' '}
                  {t('playbooks.due', { duration: formatDuration(step.dueAfterMinutes * 60_000) })}
                </span>
              )}
              {origin === 'inherited' ? <span>{t('playbooks.inherited')}</span> : null}
            </p>
            <p>
              <Content language={language}>{step.action}</Content>
            </p>
            {step.checklist.length > 0 ? (
              <ul className="CheckList" aria-label={t('playbooks.checklist')}>
                {step.checklist.map((check) => (
                  <li key={check}>
                    <Content language={language}>{check}</Content>
                  </li>
                ))}
              </ul>
            ) : null}
            {step.artefact ? (
              <p className="PlaybookStep-artefact">
                <T
                  id="playbooks.artefact"
                  values={{ artefact: <Content language={language}>{step.artefact}</Content> }}
                />
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
