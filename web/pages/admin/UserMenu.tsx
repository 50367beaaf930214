import type { UserView } from '@hub/core/access/user-view.ts'
import { useState } from 'react'

import { useSession } from '../../data/session.ts'
import { newSignInLink, reinstateUser, suspendUser } from '../../data/users.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'
import { GrantRoleDialog } from './GrantRoleDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'

/** What an administrator can do for or about one person. */
export function UserMenu({ user }: { user: UserView }) {
  const { user: self } = useSession()
  const [open, setOpen] = useState<'grant' | 'suspend' | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const renew = useAct(() => newSignInLink(user.id), [])
  const suspend = useAct((reason: string) => suspendUser(user.id, reason), [['users']])
  const reinstate = useAct(() => reinstateUser(user.id), [['users']])
  const name = user.name || user.email
  const isSelf = user.id === self.id
  const isActive = user.status === 'active'
  const access: MenuEntry = isActive
    ? {
        id: 'suspend',
        label: t('admin.users.suspend'),
        isDanger: true,
        isDisabled: isSelf,
        onAction: () => setOpen('suspend'),
        ...(isSelf ? { hint: t('admin.users.self') } : {}),
      }
    : {
        id: 'reinstate',
        label: t('admin.users.reinstate'),
        onAction: () => reinstate.mutate(undefined, { onSuccess: () => toast(t('admin.users.reinstated')) }),
      }
  const entries: MenuEntry[] = [
    { id: 'grant', label: t('admin.users.grant'), onAction: () => setOpen('grant') },
    {
      id: 'link',
      label: t('admin.users.link'),
      isDisabled: !isActive,
      onAction: () => renew.mutate(undefined, { onSuccess: setLink }),
    },
    'rule',
    access,
  ]
  return (
    <>
      <MenuButton size="small" label={t('admin.users.menu', { name })} entries={entries} />
      <ActProblem error={renew.error ?? reinstate.error} />
      {open === 'grant' ? <GrantRoleDialog user={user} onClose={() => setOpen(null)} /> : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
      {open === 'suspend' ? (
        <ReasonDialog
          title={<T id="admin.users.suspendTitle" values={{ name: <Content>{name}</Content> }} />}
          label={t('admin.users.suspendWhy')}
          hint={t('admin.users.suspendHint')}
          send={t('admin.users.suspendSend')}
          isDanger
          isPending={suspend.isPending}
          error={suspend.error}
          onSend={(reason) =>
            suspend.mutate(reason, {
              onSuccess: () => {
                toast(t('admin.users.suspended'))
                setOpen(null)
              },
            })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
