import type { PlaybookRow } from '@hub/core/playbook/playbook-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { MatchSentence } from './MatchSentence.tsx'
import { StageLetters } from './StageLetters.tsx'

/** A playbook of the library: its name, what it is for or the sentence that was found, and who leads it. */
export function PlaybookResult({ row }: { row: PlaybookRow }) {
  return (
    <li className="PlaybookResult">
      <div className="PlaybookResult-head">
        <Link to="/playbooks/$slug" params={{ slug: row.slug }}>
          <Content language={row.language}>{row.title}</Content>
        </Link>
        <StageLetters stages={row.stages} />
      </div>
      <p>
        {row.match ? (
          <MatchSentence sentence={row.match} language={row.language} />
        ) : (
          <Content language={row.language}>{row.summary}</Content>
        )}
      </p>
      <p className="PlaybookResult-facts">
        {t('playbooks.steps', { count: row.stepCount })}
        {' · '}
        <T id="playbooks.ledBy" values={{ role: <Content language={row.language}>{row.leadRole}</Content> }} />
      </p>
    </li>
  )
}
