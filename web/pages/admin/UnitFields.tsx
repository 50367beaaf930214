import { UNIT_KINDS } from '@hub/core/access/unit-view.ts'

import { t } from '../../i18n/t.ts'
import type { Choice } from '../../ui/Options.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { UnitDraft } from './use-unit-draft.ts'

type Props = {
  fields: UnitDraft
  set: (part: Partial<UnitDraft>) => void
  faulty: ReadonlySet<unknown>
  isNew: boolean
  parents: readonly Choice<string>[]
}

/** What a unit is called and where it stands. Its short name and kind are asked only while it is new. */
export function UnitFields({ fields, set, faulty, isNew, parents }: Props) {
  return (
    <>
      <TextInput
        label={t('admin.units.name')}
        value={fields.name}
        onChange={(name) => set({ name })}
        autoFocus
        error={faulty.has('name') ? t('admin.units.nameFault') : null}
      />
      {isNew ? (
        <>
          <TextInput
            label={t('admin.units.slug')}
            hint={t('admin.units.slugHint')}
            value={fields.slug}
            onChange={(slug) => set({ slug })}
            error={faulty.has('slug') ? t('admin.units.slugFault') : null}
          />
          <SelectInput
            label={t('admin.units.kind')}
            value={fields.kind}
            onChange={(kind) => set({ kind })}
            choices={UNIT_KINDS.map((value) => ({ value, label: t(`admin.units.kind.${value}`) }))}
          />
        </>
      ) : null}
      <SelectInput
        label={t('admin.units.parent')}
        value={fields.parentId}
        onChange={(parentId) => set({ parentId })}
        choices={[{ value: '', label: t('admin.units.parentNone') }, ...parents]}
        isOptional
      />
      <TextInput
        label={t('admin.units.zone')}
        hint={t('admin.units.zoneHint')}
        value={fields.zone}
        onChange={(zone) => set({ zone })}
        error={faulty.has('zone') ? t('admin.units.zoneFault') : null}
      />
      {isNew ? null : (
        <TextInput
          type="number"
          label={t('admin.units.budget')}
          hint={t('admin.units.budgetHint')}
          value={fields.budget}
          onChange={(budget) => set({ budget })}
          error={faulty.has('alertBudget') ? t('admin.units.budgetFault') : null}
          isOptional
        />
      )}
    </>
  )
}
