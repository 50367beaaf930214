import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { profilesQuery } from '../../data/profiles.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'

type Props = { value: string; onChange: (profileId: string) => void; wasAsked: boolean }

/** The watch profile that something is taken in under: only those in force, and what to do when there is none. */
export function ProfileInForceSelect({ value, onChange, wasAsked }: Props) {
  const inForce = useProfilesInForce()
  if (inForce?.length === 0) {
    return (
      <Notice tone="warning">
        <T id="intake.noProfile" components={{ profiles: <Link to="/profiles" /> }} />
      </Notice>
    )
  }
  const choices = inForce?.map(({ id, title }) => ({ value: id as string, label: title, isContent: true }))
  return (
    <SelectInput
      label={t('intake.profile')}
      hint={t('intake.profileHint')}
      value={value === '' ? null : value}
      onChange={onChange}
      choices={choices}
      error={wasAsked && value === '' ? t('intake.profileNeeded') : null}
    />
  )
}

/** The profiles in force, or undefined while they are loading. */
export function useProfilesInForce(): ProfileView[] | undefined {
  return useQuery(profilesQuery).data?.rows.filter(({ standing }) => standing === 'in_force')
}
