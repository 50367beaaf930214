import { ROLES, type Role } from '@hub/core/access/role.ts'

import { useSession } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'

export type RoleChoice = { role: Role | null; unitId: string | null }

type Props = { choice: RoleChoice; onChange: (choice: RoleChoice) => void; wasAsked: boolean }

/** Which role in which unit: a role is always held in a unit. */
export function RoleFields({ choice, onChange, wasAsked }: Props) {
  const { units } = useSession()
  return (
    <>
      <SelectInput
        label={t('admin.users.inviteRole')}
        value={choice.role}
        onChange={(role) => onChange({ ...choice, role })}
        error={wasAsked && !choice.role ? t('admin.users.choose') : null}
        choices={ROLES.map((value) => ({
          value,
          label: t(`terms.role.${value}`),
          hint: t(`admin.users.roleHint.${value}`),
        }))}
      />
      <ComboInput
        label={t('admin.users.inviteUnit')}
        value={choice.unitId}
        onChange={(unitId) => onChange({ ...choice, unitId })}
        error={wasAsked && !choice.unitId ? t('admin.users.choose') : null}
        choices={units.map(({ id, name }) => ({ value: id as string, label: name, isContent: true }))}
      />
    </>
  )
}
