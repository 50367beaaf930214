import { openUnitSchema, UNIT_KINDS, type UnitKind, type UnitView } from '@hub/core/access/unit-view.ts'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { editUnit, openUnit } from '../../data/units.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Choice } from '../../ui/Options.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'

type Fields = { name: string; slug: string; kind: UnitKind; parentId: string; zone: string }
type Props = { unit: UnitView | null; units: readonly UnitView[]; onClose: () => void }

/** Opens a unit, or changes one; its short name and kind are fixed once it is open. */
export function UnitDialog({ unit, units, onClose }: Props) {
  const [fields, setFields] = useState<Fields>(() => ({
    name: unit?.name ?? '',
    slug: unit?.slug ?? '',
    kind: unit?.kind ?? 'ministry',
    parentId: unit?.parentId ?? '',
    zone: unit?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  }))
  const [wasAsked, setWasAsked] = useState(false)
  const set = (part: Partial<Fields>) => setFields({ ...fields, ...part })
  const parsed = openUnitSchema.safeParse({ ...fields, zone: fields.zone.trim(), parentId: fields.parentId || null })
  const faulty = new Set(wasAsked && !parsed.success ? parsed.error.issues.map(({ path }) => path[0]) : [])
  const save = useAct(
    async (expectedVersion: number | null) => {
      if (!parsed.success) return
      const { name, parentId, zone } = parsed.data
      if (unit && expectedVersion !== null) await editUnit(unit.id, { name, parentId, zone, expectedVersion })
      else await openUnit(parsed.data)
    },
    [['units'], ['session']],
  )
  const submit = (version: number | null) => {
    setWasAsked(true)
    if (!parsed.success) return
    save.mutate(version, {
      onSuccess: () => {
        toast(t(unit ? 'admin.units.saved' : 'admin.units.opened'))
        onClose()
      },
    })
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" onPress={() => submit(unit?.rowVersion ?? null)} isPending={save.isPending}>
        {t(unit ? 'ui.save' : 'admin.units.open')}
      </Button>
    </>
  )
  const parents = units
    .filter(({ id }) => id !== unit?.id)
    .map(({ id, name }) => ({ value: id as string, label: name, isContent: true }))
  const current = units.find(({ id }) => id === unit?.id)
  const isStale = isConflict(save.error) && save.error.problem.code === 'stale_version' && current
  return (
    <Dialog
      title={t(unit ? 'admin.units.editTitle' : 'admin.units.openTitle')}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <UnitFields fields={fields} set={set} faulty={faulty} isNew={unit === null} parents={parents} />
      {isStale ? (
        <ConflictNotice
          theirs={<Content>{`${current.name} · ${current.zone}`}</Content>}
          yours={<Content>{`${fields.name} · ${fields.zone}`}</Content>}
          onTakeTheirs={onClose}
          onSaveMine={() => submit(current.rowVersion)}
        />
      ) : (
        <ActProblem error={save.error} />
      )}
    </Dialog>
  )
}

type FieldsProps = {
  fields: Fields
  set: (part: Partial<Fields>) => void
  faulty: ReadonlySet<unknown>
  isNew: boolean
  parents: readonly Choice<string>[]
}

function UnitFields({ fields, set, faulty, isNew, parents }: FieldsProps) {
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
    </>
  )
}
