import './workbench.css'

import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router'

import { narrativeQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { NarrativeLead } from '../narrative/NarrativeLead.tsx'
import { WorkbenchDesk } from './WorkbenchDesk.tsx'

/** Where a person says which items make one narrative: taken apart, put together, and taken back, by keys alone. */
export function WorkbenchPage() {
  const { narrativeId } = useParams({ from: '/frame/narratives/$narrativeId/workbench' })
  const search = useSearch({ from: '/frame/narratives/$narrativeId/workbench' })
  const query = useQuery(narrativeQuery(narrativeId))
  const narrative = query.data
  if (narrative?.mergedInto) {
    return (
      <Navigate
        to="/narratives/$narrativeId/workbench"
        params={{ narrativeId: narrative.mergedInto }}
        search={{ merged: narrativeId }}
        replace
      />
    )
  }
  return (
    <Page
      title={t('workbench.title')}
      back={
        <Link to="/narratives/$narrativeId" params={{ narrativeId }} search={{}} className="BackLink">
          <Icon name="back" size={14} />
          {t('narratives.one')}
        </Link>
      }
      heading={
        narrative ? <Content language={narrative.languages[0]}>{narrative.title}</Content> : t('workbench.title')
      }
      lead={narrative ? <NarrativeLead narrative={narrative} /> : null}
    >
      <QueryPart query={query}>
        {(shown) => (
          <WorkbenchDesk
            key={shown.id}
            narrative={shown}
            withIds={search.with?.split(',').filter(Boolean) ?? []}
            {...(search.merged ? { mergedId: search.merged } : {})}
          />
        )}
      </QueryPart>
    </Page>
  )
}
