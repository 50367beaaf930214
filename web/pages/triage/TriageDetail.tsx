import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

import { narrativeQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { KeyTerms } from '../narrative/KeyTerms.tsx'
import { NarrativeFacts } from '../narrative/NarrativeFacts.tsx'
import { NarrativeItems } from '../narrative/NarrativeItems.tsx'
import { NarrativeTimeline } from '../narrative/NarrativeTimeline.tsx'
import { SignalList } from '../narrative/SignalList.tsx'
import { SnoozeLine } from '../snooze/SnoozeLine.tsx'
import '../narrative/narrative.css'

type Props = { row: NarrativeRow; isEvidenceOpen: boolean; onBack?: () => void }

/** Everything a decision needs, in the order it is needed: why, when, what it says, who says it. */
export function TriageDetail({ row, isEvidenceOpen, onBack }: Props) {
  const query = useQuery(narrativeQuery(row.id))
  const items = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isEvidenceOpen) items.current?.scrollIntoView({ block: 'start' })
  }, [isEvidenceOpen])
  return (
    <div className="TriageDetail">
      <header>
        {onBack ? (
          <Button size="small" variant="quiet" icon="back" onPress={onBack}>
            {t('triage.back')}
          </Button>
        ) : null}
        <h2>
          <Link to="/narratives/$narrativeId" params={{ narrativeId: row.id }}>
            <Content language={row.languages[0]}>{row.title}</Content>
          </Link>
        </h2>
        <p className="secondary">
          <NarrativeFacts row={row} />
        </p>
      </header>
      <QueryPart query={query}>
        {(narrative) => (
          <>
            <section>
              <h3>{t('triage.why')}</h3>
              <SignalList signals={narrative.signals} />
              <SnoozeLine narrative={narrative} />
            </section>
            <NarrativeTimeline narrative={narrative} height={84} />
            <section>
              <h3>{t('triage.says')}</h3>
              <KeyTerms terms={narrative.keyTerms} />
            </section>
            <div ref={items} className="TriageDetail-items">
              <NarrativeItems narrativeId={narrative.id} isWhyOpen={isEvidenceOpen} isShort={!isEvidenceOpen} />
            </div>
          </>
        )}
      </QueryPart>
    </div>
  )
}
