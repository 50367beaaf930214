import { useQuery } from '@tanstack/react-query'

import { profilesQuery } from '../../data/profiles.ts'
import { t } from '../../i18n/t.ts'
import { SelectInput } from '../../ui/SelectInput.tsx'

const LIVE = ['in_force', 'not_started', 'proposed', 'draft'] as const

/** The watch profile that new sources belong to; ended ones are not offered. */
export function ProfileSelect({ value, onChange }: { value: string; onChange: (profileId: string) => void }) {
  const profiles = useQuery(profilesQuery)
  const live = (profiles.data?.rows ?? []).filter(({ standing }) => LIVE.some((each) => each === standing))
  const choices = [
    { value: '', label: t('sources.addNoProfile') },
    ...live.map(({ id, title, standing }) => ({
      value: id as string,
      label: title,
      isContent: true,
      hint: t(`profiles.standing.${standing}`),
    })),
  ]
  return (
    <SelectInput
      label={t('sources.addProfile')}
      hint={t('sources.addProfileHint')}
      value={value}
      onChange={onChange}
      choices={choices}
      isOptional
    />
  )
}
