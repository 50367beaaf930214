import './do-and-dont.css'

import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'

type Rules = PlaybookDetail['dos']

/** What to do and what to leave, side by side. */
export function DoAndDont({
  playbook: { dos, donts, language },
}: {
  playbook: Pick<PlaybookDetail, 'dos' | 'donts' | 'language'>
}) {
  return (
    <div className="Playbook-pair">
      <RuleList title={t('playbooks.do')} rules={dos} language={language} sign="check" />
      <RuleList title={t('playbooks.dont')} rules={donts} language={language} sign="close" />
    </div>
  )
}

function RuleList({
  title,
  rules,
  language,
  sign,
}: {
  title: string
  rules: Rules
  language: string
  sign: 'check' | 'close'
}) {
  return (
    <div className={`RuleList RuleList-${sign}`}>
      <h3>{title}</h3>
      <ul>
        {rules.map(({ text, origin }) => (
          <li key={text} {...(origin === 'inherited' ? { 'data-inherited': '' } : {})}>
            <Icon name={sign} size={14} />
            <Content language={language}>{text}</Content>
          </li>
        ))}
      </ul>
    </div>
  )
}
