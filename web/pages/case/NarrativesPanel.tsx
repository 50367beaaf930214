import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { narrativeQuery } from '../../data/narratives.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { NarrativeFacts } from '../narrative/NarrativeFacts.tsx'
import { NarrativeItems } from '../narrative/NarrativeItems.tsx'
import { saySignalShort } from '../narrative/say-signal.ts'
import { CaseTimeline } from './CaseTimeline.tsx'
import { LinkNarrativeDialog } from './LinkNarrativeDialog.tsx'

/** What is being said: the case's narratives, each with its timeline, our acts on it, and its items on request. */
export function NarrativesPanel({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [isLinking, setIsLinking] = useState(false)
  const link = may('case.triage') ? (
    <Button size="small" icon="link" onPress={() => setIsLinking(true)}>
      {t('case.linkNarrative')}
    </Button>
  ) : null
  return (
    <Panel title={t('case.narratives')} aside={link} isFlush={detail.narratives.length > 0}>
      {detail.narratives.length > 0 ? (
        detail.narratives.map((row) => <CaseNarrative key={row.id} row={row} detail={detail} />)
      ) : (
        <p className="secondary">{t('case.noNarratives')}</p>
      )}
      {isLinking ? <LinkNarrativeDialog detail={detail} onClose={() => setIsLinking(false)} /> : null}
    </Panel>
  )
}

function CaseNarrative({ row, detail }: { row: NarrativeRow; detail: CaseDetail }) {
  const narrative = useQuery(narrativeQuery(row.id))
  const [isOpen, setIsOpen] = useState(false)
  const change = saySignalShort(row.latestSignal)
  return (
    <section className="CaseNarrative">
      <h3>
        <Link to="/narratives/$narrativeId" params={{ narrativeId: row.id }}>
          <Content language={row.languages[0]}>{row.title}</Content>
        </Link>
      </h3>
      <p className="secondary">
        {change ? (
          <>
            <strong>{change}</strong>
            {' · '}
          </>
        ) : null}
        <NarrativeFacts row={row} />
      </p>
      <QueryPart query={narrative} skeleton={<Skeleton height={160} />}>
        {(whole) => <CaseTimeline narrative={whole} log={detail.log} />}
      </QueryPart>
      <Disclosure summary={t('case.itemsOpen')} onToggle={setIsOpen}>
        {isOpen ? (
          <div className="CaseNarrative-items">
            <NarrativeItems narrativeId={row.id} isShort />
          </div>
        ) : null}
      </Disclosure>
    </section>
  )
}
