import { useQuery } from '@tanstack/react-query'

import { profilesQuery } from '../../data/profiles.ts'
import { t } from '../../i18n/t.ts'
import { SelectInput } from '../../ui/SelectInput.tsx'

const LIVE = ['in_force', 'not_started', 'proposed', 'draft'] as const

type Props = {
  value: string
  onChange: (profileId: string) => void
  error?: string | null
  /** Without one there is nothing to do. */
  isNeeded?: boolean
}

/** The watch profile that sources belong to; ended ones are not offered. */
export function ProfileSelect({ value, onChange, error, isNeeded }: Props) {
  const profiles = useQuery(profilesQuery)
  const live = profiles.data?.rows.filter(({ standing }) => LIVE.some((each) => each === standing))
  const choices = live && [
    ...(isNeeded ? [] : [{ value: '', label: t('sources.addNoProfile') }]),
    ...live.map(({ id, title, standing }) => ({
      value: id as string,
      label: title,
      isContent: true,
      hint: t(`profiles.standing.${standing}`),
    })),
  ]
  return (
    <SelectInput
      label={t(isNeeded ? 'sources.filterProfile' : 'sources.addProfile')}
      hint={t('sources.addProfileHint')}
      value={isNeeded && value === '' ? null : value}
      error={error}
      onChange={onChange}
      choices={choices}
      isOptional={!isNeeded}
    />
  )
}
