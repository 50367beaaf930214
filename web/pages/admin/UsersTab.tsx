import type { UserView } from '@hub/core/access/user-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { usersQuery } from '../../data/users.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { AdminLead } from './AdminLead.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { UserMenu } from './UserMenu.tsx'
import { UserRoles } from './UserRoles.tsx'

/** Everybody with an account, and the roles they hold. */
export function UsersTab() {
  const may = useMay()
  const users = useQuery(usersQuery)
  const [q, setQ] = useState('')
  const [isInviting, setIsInviting] = useState(false)
  const canManage = may('user.manage')
  const invite = canManage ? (
    <Button variant="primary" icon="plus" onPress={() => setIsInviting(true)}>
      {t('admin.users.invite')}
    </Button>
  ) : null
  const words = q.trim().toLocaleLowerCase()
  return (
    <>
      <AdminLead action={invite}>{t('admin.users.lead')}</AdminLead>
      <div className="AdminSearch">
        <SearchInput label={t('admin.users.search')} value={q} onChange={setQ} />
      </div>
      <QueryPart query={users}>
        {({ rows }) => {
          const shown = rows.filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase().includes(words))
          if (shown.length === 0) return <p className="secondary">{t('admin.users.none')}</p>
          return (
            <DataTable
              caption={t('admin.users.table')}
              columns={columns(canManage)}
              rows={shown}
              rowKey={({ id }) => id}
            />
          )
        }}
      </QueryPart>
      {isInviting ? <InviteDialog onClose={() => setIsInviting(false)} /> : null}
    </>
  )
}

const columns = (canManage: boolean): readonly Column<UserView>[] => [
  {
    id: 'person',
    title: t('admin.users.col.person'),
    isLead: true,
    sortBy: ({ name, email }) => name || email,
    cell: ({ name, email }) => (
      <div className="AdminPerson">
        <strong>
          <Content>{name || email}</Content>
        </strong>
        <span className="secondary">
          <Content>{email}</Content>
        </span>
      </div>
    ),
  },
  { id: 'roles', title: t('admin.users.col.roles'), cell: (user) => <UserRoles user={user} canManage={canManage} /> },
  {
    id: 'status',
    title: t('admin.users.col.status'),
    sortBy: ({ status }) => status,
    cell: ({ status }) => (
      <Badge tone={status === 'active' ? 'good' : 'danger'}>{t(`admin.users.status.${status}`)}</Badge>
    ),
  },
  ...(canManage
    ? [
        {
          id: 'acts',
          title: t('admin.users.col.acts'),
          hidesTitle: true,
          align: 'end',
          cell: (user: UserView) => <UserMenu user={user} />,
        } as const,
      ]
    : []),
]
