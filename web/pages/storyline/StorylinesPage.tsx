import type { StorylineRow } from '@hub/core/storyline/storyline-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { storylinesQuery } from '../../data/storylines.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'

/** All storylines, the latest moved first. */
export function StorylinesPage() {
  const query = useQuery(storylinesQuery)
  return (
    <Page
      title={t('storyline.list')}
      lead={t('storyline.lead')}
      back={
        <Link to="/narratives" className="BackLink">
          <Icon name="back" size={14} />
          {t('storyline.toNarratives')}
        </Link>
      }
    >
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              title={t('storyline.emptyTitle')}
              action={
                <Link to="/narratives" className={buttonClass('primary')}>
                  {t('storyline.toNarratives')}
                </Link>
              }
            >
              {t('storyline.empty')}
            </EmptyState>
          ) : (
            <DataTable caption={t('storyline.list')} columns={columns()} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </QueryPart>
    </Page>
  )
}

function columns(): Column<StorylineRow>[] {
  return [
    {
      id: 'title',
      title: t('storyline.name'),
      isLead: true,
      sortBy: ({ title }) => title,
      cell: ({ id, title }) => (
        <Link to="/storylines/$storylineId" params={{ storylineId: id }}>
          <Content>{title}</Content>
        </Link>
      ),
    },
    {
      id: 'narratives',
      title: t('storyline.narratives'),
      align: 'end',
      sortBy: ({ narratives }) => narratives,
      cell: ({ narratives }) => formatNumber(narratives),
    },
    {
      id: 'items',
      title: t('storyline.items'),
      align: 'end',
      sortBy: ({ items }) => items,
      cell: ({ items }) => formatNumber(items),
    },
    {
      id: 'languages',
      title: t('storyline.languages'),
      cell: ({ languages }) => languages.map(languageName).join(', '),
    },
    {
      id: 'first',
      title: t('storyline.first'),
      sortBy: ({ firstItemAt }) => firstItemAt,
      cell: ({ firstItemAt }) => <Time at={firstItemAt} />,
    },
    {
      id: 'last',
      title: t('storyline.last'),
      sortBy: ({ lastItemAt }) => lastItemAt,
      cell: ({ lastItemAt }) => <Time at={lastItemAt} />,
    },
  ]
}
