import './narrative.css'

import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router'

import { narrativeQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { MatchesPanel } from '../fact-checks/MatchesPanel.tsx'
import { MergedNotice } from '../workbench/MergedNotice.tsx'
import { NarrativeActions } from './NarrativeActions.tsx'
import { NarrativeItems } from './NarrativeItems.tsx'
import { NarrativeLead } from './NarrativeLead.tsx'
import { NarrativeSide } from './NarrativeSide.tsx'
import { NarrativeTimeline } from './NarrativeTimeline.tsx'

/** Everything about one narrative: when, why the hub points here, who carries it, and each item with its reasons. */
export function NarrativePage() {
  const { narrativeId } = useParams({ from: '/frame/narratives/$narrativeId' })
  const { merged } = useSearch({ from: '/frame/narratives/$narrativeId' })
  const query = useQuery(narrativeQuery(narrativeId))
  const narrative = query.data
  if (narrative?.mergedInto) {
    return (
      <Navigate
        to="/narratives/$narrativeId"
        params={{ narrativeId: narrative.mergedInto }}
        search={{ merged: narrativeId }}
        replace
      />
    )
  }
  return (
    <Page
      title={t('narratives.one')}
      back={
        <Link to="/narratives" className="BackLink">
          <Icon name="back" size={14} />
          {t('narratives.title')}
        </Link>
      }
      heading={narrative ? <Content language={narrative.languages[0]}>{narrative.title}</Content> : t('narratives.one')}
      lead={narrative ? <NarrativeLead narrative={narrative} /> : null}
      actions={narrative ? <NarrativeActions narrative={narrative} /> : null}
    >
      {merged ? <MergedNotice mergedId={merged} from="page" /> : null}
      <QueryPart query={query}>
        {(shown) => (
          <div className="Narrative">
            <Panel title={t('narratives.timeline')}>
              <NarrativeTimeline narrative={shown} />
            </Panel>
            <NarrativeSide narrative={shown} />
            <MatchesPanel narrativeId={shown.id} />
            <NarrativeItems narrativeId={shown.id} itemsDeleted={shown.itemsDeleted} />
          </div>
        )}
      </QueryPart>
    </Page>
  )
}
