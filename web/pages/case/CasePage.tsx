import './case.css'
import './case-rows.css'

import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'

import { caseQuery } from '../../data/cases.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { AcceptedFactChecks } from '../fact-checks/AcceptedFactChecks.tsx'
import { AssessmentPanel } from './AssessmentPanel.tsx'
import { CaseActions } from './CaseActions.tsx'
import { CaseLead } from './CaseHeader.tsx'
import { CaseSkeleton } from './CaseSkeleton.tsx'
import { CaseSummary } from './CaseSummary.tsx'
import { Composer } from './Composer.tsx'
import { DeliveriesPanel } from './DeliveriesPanel.tsx'
import { LogPanel } from './LogPanel.tsx'
import { NarrativesPanel } from './NarrativesPanel.tsx'
import { RunsPanel } from './RunsPanel.tsx'
import { markCaseSeen } from './seen-cases.ts'
import { TaskingsPanel } from './TaskingsPanel.tsx'

/** One case: what is said on the left, what we do about it on the right, one place to write at the bottom. */
export function CasePage() {
  const { caseId } = useParams({ from: '/frame/cases/$caseId' })
  const query = useQuery(caseQuery(caseId))
  const detail = query.data
  useEffect(() => {
    if (detail) markCaseSeen(detail.id, detail.updatedAt)
  }, [detail])
  return (
    <Page
      key={caseId}
      isFull
      title={t('case.page')}
      back={
        <Link to="/board" className="BackLink">
          <Icon name="back" />
          {t('case.toBoard')}
        </Link>
      }
      {...(detail
        ? {
            heading: <CaseTitle detail={detail} />,
            lead: <CaseLead detail={detail} />,
            actions: <CaseActions detail={detail} />,
          }
        : {})}
    >
      <QueryPart query={query} skeleton={<CaseSkeleton />}>
        {(loaded) => <CaseBody detail={loaded} />}
      </QueryPart>
    </Page>
  )
}

function CaseTitle({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <Content className="CaseTitle-reference">{detail.reference}</Content> <Content>{detail.title}</Content>
    </>
  )
}

function CaseBody({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  return (
    <>
      <div className="CaseColumns">
        <div className="CaseColumn">
          <CaseSummary detail={detail} />
          <NarrativesPanel detail={detail} />
          <AcceptedFactChecks narrativeIds={detail.narratives.map(({ id }) => id)} />
          <AssessmentPanel detail={detail} />
        </div>
        <div className="CaseColumn">
          <TaskingsPanel detail={detail} />
          <DeliveriesPanel caseId={detail.id} deliveries={detail.deliveries} />
          <RunsPanel detail={detail} />
          <LogPanel detail={detail} />
        </div>
      </div>
      {may('log.write') ? <Composer detail={detail} /> : null}
    </>
  )
}
