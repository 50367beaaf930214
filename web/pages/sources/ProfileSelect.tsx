import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'

import { profilesQuery } from '../../data/profiles.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
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
export function ProfileSelect({ value, onChange, error, isNeeded = false }: Props) {
  const profiles = useQuery(profilesQuery)
  const field = {
    label: t(isNeeded ? 'sources.filterProfile' : 'sources.addProfile'),
    hint: t('sources.addProfileHint'),
    onChange,
    isOptional: !isNeeded,
  }
  return (
    <QueryPart
      query={profiles}
      skeleton={<SelectInput {...field} value={null} choices={[]} placeholder={t('ui.loading')} isDisabled />}
    >
      {({ rows }) => (
        <SelectInput
          {...field}
          value={isNeeded && value === '' ? null : value}
          error={error}
          choices={[...(isNeeded ? [] : [{ value: '', label: t('sources.addNoProfile') }]), ...listLive(rows)]}
        />
      )}
    </QueryPart>
  )
}

function listLive(rows: readonly ProfileView[]) {
  return rows
    .filter(({ standing }) => LIVE.some((each) => each === standing))
    .map(({ id, title, standing }) => ({
      value: id as string,
      label: title,
      isContent: true,
      hint: t(`profiles.standing.${standing}`),
    }))
}
