import './log.css'

import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { LogEntryView } from '@hub/core/case/log-entry.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { CorrectDialog } from './CorrectDialog.tsx'
import { byEventTime } from './log-order.ts'
import { LogRow } from './LogRow.tsx'
import { VerifyRecord } from './VerifyRecord.tsx'

/** The record of a case as a stream: by when things happened, corrections in the open, verifiable. */
export function LogPanel({ detail }: { detail: CaseDetail }) {
  const [shows, setShows] = useState<'all' | 'people'>('all')
  const [correcting, setCorrecting] = useState<LogEntryView | null>(null)
  const numbers = new Map(detail.log.map((entry) => [entry.id as string, entry]))
  const entries = byEventTime(detail.log).filter(({ kind }) => shows === 'all' || kind !== 'system')
  const choices = [
    { value: 'all', label: t('case.logAll') },
    { value: 'people', label: t('case.logPeople') },
  ] as const
  return (
    <Panel
      title={t('case.log')}
      aside={<Segments label={t('case.logFilter')} value={shows} onChange={setShows} choices={choices} />}
    >
      <p className="secondary Log-hint">{t('case.logHint')}</p>
      {entries.length === 0 ? <p className="secondary">{t('case.logEmpty')}</p> : null}
      <ol className="Log">
        {entries.map((entry) => (
          <LogRow
            key={entry.id}
            entry={entry}
            corrects={entry.correctsId ? numbers.get(entry.correctsId) : undefined}
            correctedBy={entry.correctedById ? numbers.get(entry.correctedById) : undefined}
            onCorrect={() => setCorrecting(entry)}
          />
        ))}
      </ol>
      <VerifyRecord caseId={detail.id} />
      {correcting ? <CorrectDialog caseId={detail.id} entry={correcting} onClose={() => setCorrecting(null)} /> : null}
    </Panel>
  )
}
