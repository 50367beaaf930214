import './source-name.css'
import './sources.css'

import type { ImportView } from '@hub/core/source/import-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { importsQuery } from '../../data/source-imports.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'

/** Every import of an outline file that is still known, newest first. */
export function ImportsPage() {
  const query = useQuery(importsQuery)
  const back = (
    <Link to="/sources" className="BackLink">
      <Icon name="back" />
      {t('sources.back')}
    </Link>
  )
  return (
    <Page title={t('sources.imports')} back={back} lead={t('sources.importsLead')}>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              title={t('sources.importsNone')}
              action={
                <Link to="/sources" className={buttonClass()}>
                  {t('sources.back')}
                </Link>
              }
            >
              {t('sources.importHint')}
            </EmptyState>
          ) : (
            <DataTable caption={t('sources.imports')} rows={rows} rowKey={({ id }) => id} columns={columns()} />
          )
        }
      </QueryPart>
    </Page>
  )
}

const columns = (): readonly Column<ImportView>[] => [
  {
    id: 'name',
    title: t('sources.importFile'),
    isLead: true,
    cell: ({ id, name }) => (
      <Link to="/sources/imports/$importId" params={{ importId: id }} className="SourceName-title">
        <Content>{name}</Content>
      </Link>
    ),
  },
  { id: 'state', title: t('sources.importState'), cell: (view) => sayState(view) },
  { id: 'added', title: t('sources.reportAdded'), align: 'end', cell: ({ added }) => formatNumber(added) },
  {
    id: 'known',
    title: t('sources.reportKnown'),
    align: 'end',
    cell: ({ alreadyThere }) => formatNumber(alreadyThere),
  },
  { id: 'refused', title: t('sources.reportRefused'), align: 'end', cell: ({ refused }) => formatNumber(refused) },
  { id: 'who', title: t('sources.importWho'), cell: ({ startedBy }) => <Content>{startedBy}</Content> },
  { id: 'when', title: t('sources.importWhen'), cell: ({ startedAt }) => <Time at={startedAt} /> },
]

function sayState({ state, done, total }: ImportView): string {
  if (state === 'running' && total !== null)
    return t('sources.importDoneOf', { done: formatNumber(done), total: formatNumber(total) })
  return t(`sources.importIs.${state}`)
}
