import type { UserView } from '@hub/core/access/user-view.ts'
import type { Role } from '@hub/core/access/role.ts'
import { useState } from 'react'

import { grantRole } from '../../data/users.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { type RoleChoice, RoleFields } from './RoleFields.tsx'

/** A further role for somebody. */
export function GrantRoleDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const [choice, setChoice] = useState<RoleChoice>({ role: null, unitId: null })
  const [wasAsked, setWasAsked] = useState(false)
  const grant = useAct((input: { unitId: string; role: Role }) => grantRole(user.id, input), [['users'], ['session']])
  const submit = () => {
    setWasAsked(true)
    const { role, unitId } = choice
    if (!role || !unitId) return
    grant.mutate(
      { role, unitId },
      {
        onSuccess: () => {
          toast(t('admin.users.granted'))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={<T id="admin.users.grantTitle" values={{ name: <Content>{user.name || user.email}</Content> }} />}
      send={t('admin.users.grantSend')}
      onSend={submit}
      isPending={grant.isPending}
      problem={<ActProblem error={grant.error} />}
      onClose={onClose}
    >
      <RoleFields choice={choice} onChange={setChoice} wasAsked={wasAsked} />
    </FormDialog>
  )
}
