import { useEffect } from 'react'

import type { TriageQueue } from '../../data/narratives.ts'
import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { useMedia } from '../../ui/use-media.ts'
import { TriageBar } from './TriageBar.tsx'
import { TriageDetail } from './TriageDetail.tsx'
import { TriageDialogs } from './TriageDialogs.tsx'
import { TriageEmpty } from './TriageEmpty.tsx'
import { TriageList } from './TriageList.tsx'
import { TriageProgress } from './TriageProgress.tsx'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageKeys } from './use-triage-keys.ts'
import { useTriage } from './use-triage.ts'

type Props = {
  queue: TriageQueue
  since: string | undefined
  selectedId: string | undefined
  onSelect: (id: string | null) => void
}

/** List and detail side by side; under 1100 px the list, then the detail. */
export function TriageDesk({ queue, since, selectedId, onSelect }: Props) {
  const may = useMay()
  const isWide = useMedia('(min-width: 1100px)')
  const triage = useTriage({ queue, selectedId, onSelect })
  const acts = useTriageActs(triage, may('narrative.triage'))
  const { rows, selected } = triage
  const firstId = rows[0]?.id
  useTriageKeys(triage, acts)

  useEffect(() => {
    if (isWide && !selected && firstId) onSelect(firstId)
  }, [isWide, selected, firstId, onSelect])

  if (rows.length === 0) return <TriageEmpty triage={triage} since={since} />
  return (
    <div className="Triage" data-shows={selected ? 'detail' : 'list'}>
      {isWide || !selected ? (
        <section className="Triage-list" aria-label={t('triage.queue')}>
          <TriageList triage={triage} since={since} selectedId={selected?.id ?? null} onSelect={onSelect} />
          <TriageProgress triage={triage} />
        </section>
      ) : null}
      {selected ? (
        <>
          <section className="Triage-detail" aria-label={t('triage.detail')}>
            <TriageDetail
              key={selected.id}
              row={selected}
              isEvidenceOpen={acts.isEvidenceOpen}
              {...(isWide ? {} : { onBack: () => onSelect(null) })}
            />
            {acts.canDecide ? <TriageBar triage={triage} acts={acts} /> : null}
          </section>
          <TriageDialogs triage={triage} acts={acts} selected={selected} />
        </>
      ) : null}
    </div>
  )
}
