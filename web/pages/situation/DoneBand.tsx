import type { Situation } from '@hub/core/situation/situation-view.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'

/** The last responses and decisions, newest first. */
export function DoneBand({ entries }: { entries: Situation['done'] }) {
  return (
    <Panel title={t('situation.done')} isFlush>
      {entries.length === 0 ? (
        <EmptyState title={t('situation.nothingDone')} example={t('situation.nothingDoneExample')}>
          {t('situation.nothingDoneBody')}
        </EmptyState>
      ) : (
        <ol className="DoneList">
          {entries.map((entry) => (
            <li key={entry.id}>
              <span className="DoneList-when">
                <Time at={entry.eventAt} />
              </span>
              <div>
                <p>
                  <strong>{t(`situation.kind.${entry.kind}`)}</strong> <Content>{textOf(entry.content)}</Content>
                </p>
                <p className="secondary">
                  <Link to="/cases/$caseId" params={{ caseId: entry.caseId }}>
                    <Content>{`${entry.caseReference} ${entry.caseTitle}`}</Content>
                  </Link>
                  {' · '}
                  <Content>{entry.unitName ?? entry.authorName}</Content>
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function textOf(content: Record<string, unknown>): string {
  return typeof content.text === 'string' ? content.text : ''
}
