import type { AuditRow } from '@hub/core/access/audit-view.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { auditQuery } from '../../data/audit.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { Time } from '../../ui/Time.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { AdminLead } from './AdminLead.tsx'

const NOUNS = [
  'case',
  'narrative',
  'alert',
  'delivery',
  'tasking',
  'run',
  'playbook',
  'source',
  'profile',
  'route_rule',
  'detection_rule',
  'unit',
  'user',
] as const
const ACTOR_KINDS = ['user', 'api_key', 'job', 'webhook', 'operator'] as const

/** The audit record, newest first: read only, by who and by what. */
export function AuditTab() {
  const [noun, setNoun] = useState('')
  const [actor, setActor] = useState('')
  const [objectId, setObjectId] = useState('')
  const filter = useSettled(`${actor.trim()}\n${objectId.trim()}`, 250).split('\n')
  const query = useInfiniteQuery(
    auditQuery({ noun: noun || undefined, actor: filter[0] || undefined, objectId: filter[1] || undefined }),
  )
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <AdminLead>{t('admin.audit.lead')}</AdminLead>
      <Filters label={t('admin.audit.filters')}>
        <FilterChip
          label={t('admin.audit.noun')}
          value={noun}
          onChange={setNoun}
          choices={[
            { value: '', label: t('admin.audit.anyNoun') },
            ...NOUNS.map((value) => ({ value: value as string, label: t(`admin.audit.noun.${value}`) })),
          ]}
        />
        <SearchInput label={t('admin.audit.actor')} value={actor} onChange={setActor} />
        <SearchInput label={t('admin.audit.object')} value={objectId} onChange={setObjectId} />
      </Filters>
      <QueryPart query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('admin.audit.empty')}>{t('admin.audit.emptyWhat')}</EmptyState>
          ) : (
            <DataTable caption={t('admin.audit.table')} columns={columns()} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </QueryPart>
      {query.hasNextPage ? (
        <div className="FormActions">
          <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t('ui.more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const columns = (): readonly Column<AuditRow>[] => [
  { id: 'at', title: t('admin.audit.col.at'), cell: ({ at }) => <Time at={at} as="moment" /> },
  {
    id: 'actor',
    title: t('admin.audit.col.actor'),
    cell: ({ actorName, actorKind }) => {
      const kind = ACTOR_KINDS.find((each) => each === actorKind)
      return (
        <span>
          <Content>{actorName}</Content>
          {kind && kind !== 'user' ? <span className="secondary"> ({t(`admin.audit.actorKind.${kind}`)})</span> : null}
        </span>
      )
    },
  },
  {
    id: 'action',
    title: t('admin.audit.col.action'),
    isLead: true,
    cell: ({ action, noun }) => <Content>{sayAction(noun, action)}</Content>,
  },
  {
    id: 'object',
    title: t('admin.audit.col.object'),
    cell: ({ objectId }) =>
      objectId ? (
        <code data-content="" title={objectId}>
          {objectId.slice(-12)}
        </code>
      ) : null,
  },
  {
    id: 'details',
    title: t('admin.audit.col.details'),
    cell: ({ details }) =>
      Object.keys(details).length > 0 ? (
        <Disclosure summary={t('admin.audit.show')}>
          <pre className="AuditDetails" data-content="">
            {JSON.stringify(details, null, 2)}
          </pre>
        </Disclosure>
      ) : null,
  },
]

/** "case opened"; the stages of the pipeline name what they worked on themselves: "items.store". */
function sayAction(noun: string, action: string): string {
  return action.includes('.') ? action.replaceAll('.', ' ') : `${noun.replaceAll('_', ' ')} ${action}`
}
