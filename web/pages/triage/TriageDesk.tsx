import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useEffect, useState } from 'react'

import { confirmNarrative, dismissNarrative } from '../../data/narrative-acts.ts'
import type { TriageQueue } from '../../data/narratives.ts'
import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'
import { useMedia } from '../../ui/use-media.ts'
import { LinkCaseDialog } from '../narrative/LinkCaseDialog.tsx'
import { OpenCaseDialog } from '../narrative/OpenCaseDialog.tsx'
import { TriageBar } from './TriageBar.tsx'
import { TriageDetail } from './TriageDetail.tsx'
import { TriageEmpty } from './TriageEmpty.tsx'
import { TriageList } from './TriageList.tsx'
import { TriageProgress } from './TriageProgress.tsx'
import { useTriage } from './use-triage.ts'

type Props = {
  queue: TriageQueue
  since: string | undefined
  selectedId: string | undefined
  onSelect: (id: string | null) => void
}

export type TriageMode = 'looking' | 'dismissing'

/** List and detail side by side; under 1100 px the list, then the detail. */
export function TriageDesk({ queue, since, selectedId, onSelect }: Props) {
  const may = useMay()
  const isWide = useMedia('(min-width: 1100px)')
  const triage = useTriage({ queue, selectedId, onSelect })
  // Both belong to one narrative: with the next one they are back at their beginning.
  const [dismissingId, setDismissingId] = useState<string | null>(null)
  const [evidenceId, setEvidenceId] = useState<string | null>(null)
  const [overlay, setOverlay] = useState<'case' | 'link' | null>(null)
  const { rows, selected } = triage
  const mode: TriageMode = selected && dismissingId === selected.id ? 'dismissing' : 'looking'
  const isEvidenceOpen = selected !== null && evidenceId === selected.id
  const canDecide = may('narrative.triage')
  const firstId = rows[0]?.id

  useEffect(() => {
    if (isWide && !selected && firstId) onSelect(firstId)
  }, [isWide, selected, firstId, onSelect])

  const rate = (index: number) => {
    const severity = SEVERITIES[index]
    if (!selected || !severity || !canDecide) return
    const said = t('triage.confirmedAs', { title: selected.title, severity: t(`terms.severity.${severity}`) })
    triage.decide(selected, said, () => confirmNarrative(selected.id, severity, selected.rowVersion))
  }
  const dismiss = (index: number) => {
    const reason = DISMISSAL_REASONS[index]
    if (!selected || !reason) return
    setDismissingId(null)
    const said = t('triage.dismissedAs', { title: selected.title, reason: t(`terms.dismissal.${reason}`) })
    triage.decide(selected, said, () => dismissNarrative(selected.id, reason))
  }
  const press = (index: number) => (mode === 'dismissing' ? dismiss(index) : rate(index))
  const startDismissing = () => {
    if (selected && canDecide) setDismissingId(selected.id)
  }
  const open = (which: 'case' | 'link') => {
    if (selected && canDecide) setOverlay(which)
  }

  usePageKeys([
    { key: 'j', does: t('triage.keyNext'), act: () => triage.move(1) },
    { key: 'k', does: t('triage.keyBefore'), act: () => triage.move(-1) },
    {
      key: 'Space',
      does: t('triage.keyEvidence'),
      act: () => setEvidenceId(isEvidenceOpen ? null : (selected?.id ?? null)),
    },
    ...SEVERITIES.map((severity, index) => ({
      key: String(index + 1),
      does: t('triage.keySeverity', { severity: t(`terms.severity.${severity}`), number: index + 1 }),
      act: () => press(index),
    })),
    { key: '5', does: t('triage.keyFifth'), act: () => mode === 'dismissing' && dismiss(4) },
    { key: 'm', does: t('triage.keyLink'), act: () => open('link') },
    { key: 'd', does: t('triage.keyDismiss'), act: startDismissing },
    { key: 'e', does: t('triage.keyCase'), act: () => open('case') },
    { key: 'z', does: t('triage.keyUndo'), act: triage.undo },
    { key: 'Escape', does: t('triage.keyEscape'), act: () => setDismissingId(null) },
  ])

  if (rows.length === 0) return <TriageEmpty triage={triage} since={since} />
  const isDetailShown = isWide || selected !== null
  return (
    <div className="Triage" data-shows={selected ? 'detail' : 'list'}>
      {isWide || !selected ? (
        <section className="Triage-list" aria-label={t('triage.queue')}>
          <TriageList triage={triage} since={since} selectedId={selected?.id ?? null} onSelect={onSelect} />
          <TriageProgress triage={triage} />
        </section>
      ) : null}
      {isDetailShown && selected ? (
        <section className="Triage-detail" aria-label={t('triage.detail')}>
          <TriageDetail
            key={selected.id}
            row={selected}
            isEvidenceOpen={isEvidenceOpen}
            {...(isWide ? {} : { onBack: () => onSelect(null) })}
          />
          {canDecide ? (
            <TriageBar
              mode={mode}
              triage={triage}
              onPress={press}
              onDismiss={startDismissing}
              onCancel={() => setDismissingId(null)}
              onLink={() => open('link')}
              onCase={() => open('case')}
            />
          ) : null}
        </section>
      ) : null}
      {selected ? (
        <>
          <LinkCaseDialog
            isOpen={overlay === 'link'}
            onClose={() => setOverlay(null)}
            narrativeId={selected.id}
            onLinked={() => {
              triage.settle(selected, t('triage.linked', { title: selected.title }), false)
              triage.refetch()
            }}
          />
          <OpenCaseDialog
            isOpen={overlay === 'case'}
            onClose={() => setOverlay(null)}
            narrative={{ ...selected, severity: selected.severity ?? selected.latestSignal?.severity ?? null }}
            onOpened={() => triage.settle(selected, t('triage.caseOpened', { title: selected.title }), false)}
          />
        </>
      ) : null}
    </div>
  )
}
