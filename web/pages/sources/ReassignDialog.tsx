import { profileIdSchema, unitIdSchema } from '@hub/core/ids.ts'
import type { SourceChange } from '@hub/core/source/change-sources.ts'
import { publisherNameSchema } from '@hub/core/source/source-input.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { unitsQuery } from '../../data/units.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { ProfileSelect } from './ProfileSelect.tsx'
import { PublisherName } from './PublisherName.tsx'

type Props = {
  count: number
  isPending: boolean
  error: Error | null
  onSend: (change: SourceChange) => void
  onClose: () => void
}

const WAYS = ['move_to_profile', 'add_to_profile', 'take_from_profile', 'give_to_publisher', 'give_to_unit'] as const
type Way = (typeof WAYS)[number]
const NO_UNIT = 'none'

/** Gives the chosen sources to another watch profile, publisher or unit. */
export function ReassignDialog({ count, isPending, error, onSend, onClose }: Props) {
  const [way, setWay] = useState<Way>('move_to_profile')
  const [profileId, setProfileId] = useState('')
  const [unitId, setUnitId] = useState('')
  const [publisher, setPublisher] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const units = useQuery(unitsQuery).data?.rows ?? []
  const change = changeOf(way, { profileId, unitId, publisher })
  const submit = () => {
    setWasAsked(true)
    if (change) onSend(change)
  }
  const fault =
    wasAsked && !change ? t(way === 'give_to_publisher' ? 'sources.publisherNone' : 'sources.reassignNone') : null
  return (
    <FormDialog
      title={t('sources.reassignTitle', { count })}
      send={t('sources.reassignSend')}
      onSend={submit}
      isPending={isPending}
      problem={<ActProblem error={error} />}
      onClose={onClose}
    >
      <RadioInput
        label={t('sources.reassignWhat')}
        value={way}
        onChange={setWay}
        choices={WAYS.map((value) => ({
          value,
          label: t(`sources.way.${value}`),
          hint: t(`sources.wayHint.${value}`),
        }))}
      />
      {way === 'give_to_publisher' ? (
        <PublisherName value={publisher} onChange={setPublisher} error={fault} />
      ) : way === 'give_to_unit' ? (
        <SelectInput
          label={t('sources.unit')}
          value={unitId || null}
          onChange={setUnitId}
          error={fault}
          choices={[
            { value: NO_UNIT, label: t('sources.noUnit') },
            ...units.map(({ id, name }) => ({ value: id as string, label: name, isContent: true })),
          ]}
        />
      ) : (
        <ProfileSelect value={profileId} onChange={setProfileId} error={fault} isNeeded />
      )}
    </FormDialog>
  )
}

type Given = { profileId: string; unitId: string; publisher: string }

function changeOf(way: Way, { profileId: profile, unitId: unit, publisher }: Given): SourceChange | undefined {
  if (way === 'give_to_publisher') {
    const name = publisherNameSchema.safeParse(publisher)
    return name.success ? { act: way, publisher: { name: name.data } } : undefined
  }
  if (way === 'give_to_unit') {
    if (unit === NO_UNIT) return { act: way, unitId: null }
    const parsed = unitIdSchema.safeParse(unit)
    return parsed.success ? { act: way, unitId: parsed.data } : undefined
  }
  const parsed = profileIdSchema.safeParse(profile)
  return parsed.success ? { act: way, profileId: parsed.data } : undefined
}
