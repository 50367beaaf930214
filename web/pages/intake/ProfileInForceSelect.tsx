import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { profilesQuery } from '../../data/profiles.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'

type Props = { value: string; onChange: (profileId: string) => void; wasAsked: boolean }

/** The watch profile that something is taken in under: only those in force, and what to do when there is none. */
export function ProfileInForceSelect({ value, onChange, wasAsked }: Props) {
  const profiles = useQuery(profilesQuery)
  const field = { label: t('intake.profile'), hint: t('intake.profileHint'), onChange }
  return (
    <QueryPart
      query={profiles}
      skeleton={<SelectInput {...field} value={null} choices={[]} placeholder={t('ui.loading')} isDisabled />}
    >
      {({ rows }) => {
        const inForce = listInForce(rows)
        return inForce.length === 0 ? (
          <Notice tone="warning">
            <T id="intake.noProfile" components={{ profiles: <Link to="/profiles" /> }} />
          </Notice>
        ) : (
          <SelectInput
            {...field}
            value={value === '' ? null : value}
            choices={inForce.map(({ id, title }) => ({ value: id as string, label: title, isContent: true }))}
            error={wasAsked && value === '' ? t('intake.profileNeeded') : null}
          />
        )
      }}
    </QueryPart>
  )
}

/** The profiles in force, or undefined while they are loading. */
export function useProfilesInForce(): ProfileView[] | undefined {
  const rows = useQuery(profilesQuery).data?.rows
  return rows && listInForce(rows)
}

function listInForce(rows: readonly ProfileView[]): ProfileView[] {
  return rows.filter(({ standing }) => standing === 'in_force')
}
