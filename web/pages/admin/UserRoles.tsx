import type { UserView } from '@hub/core/access/user-view.ts'
import { useState } from 'react'

import { revokeRole } from '../../data/users.ts'
import { useAct } from '../../data/use-act.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'

type Held = UserView['memberships'][number]

/** The roles a person holds, each in a unit; each can be taken away with a reason. */
export function UserRoles({ user, canManage }: { user: UserView; canManage: boolean }) {
  const [revoking, setRevoking] = useState<Held | null>(null)
  const revoke = useAct(
    ({ id, reason }: { id: string; reason: string }) => revokeRole(id, reason),
    [['users'], ['session']],
  )
  if (user.memberships.length === 0) return <span className="secondary">{t('admin.users.noRoles')}</span>
  return (
    <ul className="AdminRoles">
      {user.memberships.map((held) => (
        <li key={held.id}>
          <span>
            <T
              id="admin.users.roleIn"
              values={{ role: t(`terms.role.${held.role}`), unit: <Content>{held.unitName}</Content> }}
            />
          </span>
          {canManage ? (
            <IconButton
              icon="close"
              size="small"
              label={t('admin.users.revokeRole', { role: t(`terms.role.${held.role}`), unit: held.unitName })}
              onPress={() => setRevoking(held)}
            />
          ) : null}
        </li>
      ))}
      {revoking ? (
        <ReasonDialog
          title={t('admin.users.revokeTitle')}
          label={t('admin.users.revokeWhy')}
          send={t('admin.users.revokeSend')}
          isDanger
          isPending={revoke.isPending}
          error={revoke.error}
          onSend={(reason) =>
            revoke.mutate(
              { id: revoking.id, reason },
              {
                onSuccess: () => {
                  toast(t('admin.users.revoked'))
                  setRevoking(null)
                },
              },
            )
          }
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </ul>
  )
}
