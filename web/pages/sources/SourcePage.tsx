import './source-page.css'
import './sources.css'

import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { sourceQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { HoldMark } from '../holds/HoldMark.tsx'
import { HoldMenu } from '../holds/HoldMenu.tsx'
import { FetchDays } from './FetchDays.tsx'
import { FetchLog } from './FetchLog.tsx'
import { LookAtProposed } from './LookAtProposed.tsx'
import { SourceActions } from './SourceActions.tsx'
import { SourceBackground } from './SourceBackground.tsx'
import { SourceDialog } from './SourceDialog.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'

/** One source: how it is, what it is, every fetch, its newest items, and what people did to it. */
export function SourcePage() {
  const { sourceId } = useParams({ from: '/frame/sources/$sourceId' })
  const query = useQuery(sourceQuery(sourceId))
  const [open, setOpen] = useState<SourceDialogKind | null>(null)
  const source = query.data
  const back = (
    <Link to="/sources" className="BackLink">
      <Icon name="back" />
      {t('sources.back')}
    </Link>
  )
  return (
    <Page
      title={t('sources.page')}
      back={back}
      {...(source
        ? {
            heading: <Content language={source.language}>{source.title}</Content>,
            lead: (
              <>
                <Address source={source} /> <HoldMark kind="source" objectId={source.id} />
              </>
            ),
            actions: (
              <>
                <SourceActions source={source} onDialog={setOpen} />
                <HoldMenu kind="source" objectId={source.id} title={source.title} />
              </>
            ),
          }
        : {})}
    >
      <QueryPart query={query}>{(loaded) => <SourceBody source={loaded} />}</QueryPart>
      {open && source ? <SourceDialog kind={open} source={source} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}

function Address({ source: { kind, url } }: { source: SourceView }) {
  return kind === 'feed' ? (
    <span className="SourcePage-address">
      <Content>{url}</Content>
    </span>
  ) : (
    <>{t(`sources.kind.${kind}`)}</>
  )
}

function SourceBody({ source }: { source: SourceView }) {
  const canLook = useMay()('source.propose')
  return (
    <>
      <Panel title={t('sources.how')}>
        <SourceHealth source={source} />
      </Panel>
      {canLook && source.state === 'proposed' && source.kind === 'feed' ? <LookAtProposed source={source} /> : null}
      <SourceFacts source={source} />
      <FetchDays sourceId={source.id} />
      <SourceBackground source={source} />
      <FetchLog sourceId={source.id} />
    </>
  )
}
