import type { ApiKeyView } from '@hub/core/access/api-key.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { apiKeysQuery } from '../../data/api-keys.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Time } from '../../ui/Time.tsx'
import { AdminLead } from './AdminLead.tsx'
import { ApiKeyMenu } from './ApiKeyMenu.tsx'
import { IssueKeyDialog } from './IssueKeyDialog.tsx'

/** The keys with which other systems hand items in. */
export function ApiKeysTab() {
  const may = useMay()
  const keys = useQuery(apiKeysQuery)
  const [isIssuing, setIsIssuing] = useState(false)
  const canIssue = may('api_key.issue')
  const issue = canIssue ? (
    <Button variant="primary" icon="plus" onPress={() => setIsIssuing(true)}>
      {t('intake.keys.issue')}
    </Button>
  ) : null
  return (
    <>
      <AdminLead action={issue}>{t('intake.keys.lead')}</AdminLead>
      <QueryPart query={keys}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('intake.keys.none')}>
              {t(canIssue ? 'intake.keys.noneIssue' : 'intake.keys.noneAsk')}
            </EmptyState>
          ) : (
            <DataTable
              caption={t('intake.keys.table')}
              columns={columns(may('api_key.stop'), canIssue)}
              rows={rows}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryPart>
      {isIssuing ? <IssueKeyDialog onClose={() => setIsIssuing(false)} /> : null}
    </>
  )
}

const TONES: Record<ApiKeyView['standing'], BadgeTone> = {
  active: 'good',
  suspended: 'warning',
  expired: 'neutral',
  revoked: 'danger',
}

const columns = (canStop: boolean, canIssue: boolean): readonly Column<ApiKeyView>[] => [
  {
    id: 'name',
    title: t('intake.keys.name'),
    isLead: true,
    sortBy: ({ name }) => name,
    cell: ({ name, hint, madeBy }) => (
      <div className="AdminPerson">
        <strong>
          <Content>{name}</Content>
        </strong>
        <span className="secondary">
          <Content>{`${hint}… · ${madeBy}`}</Content>
        </span>
      </div>
    ),
  },
  {
    id: 'standing',
    title: t('intake.keys.standing'),
    sortBy: ({ standing }) => standing,
    cell: ({ standing }) => <Badge tone={TONES[standing]}>{t(`intake.keys.is.${standing}`)}</Badge>,
  },
  {
    id: 'profile',
    title: t('intake.profile'),
    cell: ({ profile }) => (
      <div className="AdminPerson">
        <Content>{profile.title}</Content>
        {profile.inForce ? null : <span className="secondary">{t('intake.keys.profileOver')}</span>}
      </div>
    ),
  },
  {
    id: 'items',
    title: t('intake.keys.items'),
    align: 'end',
    sortBy: ({ itemsStored }) => itemsStored,
    cell: ({ itemsStored }) => formatNumber(itemsStored),
  },
  {
    id: 'used',
    title: t('intake.keys.used'),
    sortBy: ({ lastUsedAt }) => lastUsedAt,
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : t('intake.keys.never')),
  },
  {
    id: 'expires',
    title: t('intake.keys.expires'),
    sortBy: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => <Time at={expiresAt} as="day" />,
  },
  ...(canStop
    ? [
        {
          id: 'acts',
          title: t('intake.keys.acts'),
          hidesTitle: true,
          align: 'end',
          cell: (key: ApiKeyView) => <ApiKeyMenu apiKey={key} canResume={canIssue} />,
        } as const,
      ]
    : []),
]
