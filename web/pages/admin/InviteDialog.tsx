import { inviteUserSchema } from '@hub/core/access/user-view.ts'
import { useState } from 'react'

import { type Invitation, inviteUser } from '../../data/users.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { type RoleChoice, RoleFields } from './RoleFields.tsx'

/** Opens an account with its first role, and then shows the one-time link. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [choice, setChoice] = useState<RoleChoice>({ role: null, unitId: null })
  const [wasAsked, setWasAsked] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const invite = useAct((input: Invitation) => inviteUser(input), [['users']])
  const isEmail = inviteUserSchema.shape.email.safeParse(email.trim()).success
  const submit = () => {
    setWasAsked(true)
    const { role, unitId } = choice
    if (!isEmail || !role || !unitId) return
    invite.mutate(
      { email: email.trim(), role, unitId, ...(name.trim() ? { name: name.trim() } : {}) },
      { onSuccess: setLink },
    )
  }
  if (link) return <LinkDialog link={link} onClose={onClose} />
  return (
    <FormDialog
      title={t('admin.users.inviteTitle')}
      send={t('admin.users.inviteSend')}
      onSend={submit}
      isPending={invite.isPending}
      problem={<ActProblem error={invite.error} />}
      onClose={onClose}
    >
      <TextInput
        label={t('admin.users.inviteEmail')}
        type="email"
        value={email}
        onChange={setEmail}
        autoFocus
        autoComplete="off"
        error={wasAsked && !isEmail ? t('admin.users.inviteEmailFault') : null}
      />
      <TextInput
        label={t('admin.users.inviteName')}
        value={name}
        onChange={setName}
        isOptional
        maxLength={120}
        autoComplete="off"
      />
      <RoleFields choice={choice} onChange={setChoice} wasAsked={wasAsked} />
    </FormDialog>
  )
}
