import type { UserView } from '@hub/core/access/user-view.ts'
import type { Role } from '@hub/core/access/role.ts'
import { useState } from 'react'

import { grantRole } from '../../data/users.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" onPress={submit} isPending={grant.isPending}>
        {t('admin.users.grantSend')}
      </Button>
    </>
  )
  return (
    <Dialog
      title={<T id="admin.users.grantTitle" values={{ name: <Content>{user.name || user.email}</Content> }} />}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <RoleFields choice={choice} onChange={setChoice} wasAsked={wasAsked} />
      <ActProblem error={grant.error} />
    </Dialog>
  )
}
