import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useEffect, useRef } from 'react'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { NarrativeSpark } from '../narrative/NarrativeSpark.tsx'
import { saySignalShort } from '../narrative/say-signal.ts'
import { Severity } from '../narrative/Severity.tsx'

type Props = { row: NarrativeRow; isSelected: boolean; onSelect: (id: string) => void }

/** One narrative of the queue. The chosen one takes the focus along, so that a screen reader reads what keys choose. */
export function TriageRow({ row, isSelected, onSelect }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const element = button.current
    if (!isSelected || !element) return
    element.scrollIntoView({ block: 'nearest' })
    const isFree =
      document.activeElement === document.body || document.activeElement?.closest('.Triage-rows, #main') !== null
    if (isFree && !document.querySelector('[role=dialog]')) element.focus({ preventScroll: true })
  }, [isSelected])
  const change = saySignalShort(row.latestSignal)
  return (
    <button
      ref={button}
      type="button"
      className="TriageRow"
      aria-current={isSelected}
      data-page-keys=""
      onClick={() => onSelect(row.id)}
    >
      <Severity value={row.severity ?? row.latestSignal?.severity ?? null} show="shape" />
      <span className="TriageRow-words">
        <Content className="TriageRow-title two-lines" language={row.languages[0]}>
          {row.title}
        </Content>
        <span className="TriageRow-facts">
          {[t('narratives.publishers', { count: row.publisherCount }), change].filter(Boolean).join(' · ')}
        </span>
      </span>
      <NarrativeSpark hours={row.hours} width={64} />
    </button>
  )
}
