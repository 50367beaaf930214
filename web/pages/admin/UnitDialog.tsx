import type { UnitView } from '@hub/core/access/unit-view.ts'

import { isConflict } from '../../api-problem.ts'
import { editUnit, openUnit } from '../../data/units.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { UnitFields } from './UnitFields.tsx'
import { useUnitDraft } from './use-unit-draft.ts'

type Props = { unit: UnitView | null; units: readonly UnitView[]; onClose: () => void }

/** Opens a unit, or changes one; its short name and kind are fixed once it is open. */
export function UnitDialog({ unit, units, onClose }: Props) {
  const { fields, set, parsed, faulty, showFaults } = useUnitDraft(unit)
  const save = useAct(
    async (expectedVersion: number | null) => {
      if (!parsed.success) return
      const { alertBudget, ...opening } = parsed.data
      const { name, parentId, zone } = opening
      if (unit && expectedVersion !== null) {
        await editUnit(unit.id, { name, parentId, zone, alertBudget, expectedVersion })
      } else await openUnit(opening)
    },
    [['units'], ['session']],
  )
  const submit = (version: number | null) => {
    showFaults()
    if (!parsed.success) return
    save.mutate(version, {
      onSuccess: () => {
        toast(t(unit ? 'admin.units.saved' : 'admin.units.opened'))
        onClose()
      },
    })
  }
  const parents = units
    .filter(({ id }) => id !== unit?.id)
    .map(({ id, name }) => ({ value: id as string, label: name, isContent: true }))
  const current = units.find(({ id }) => id === unit?.id)
  const isStale = isConflict(save.error) && save.error.problem.code === 'stale_version' && current
  return (
    <FormDialog
      title={t(unit ? 'admin.units.editTitle' : 'admin.units.openTitle')}

      send={t(unit ? 'ui.save' : 'admin.units.open')}
      onSend={() => submit(unit?.rowVersion ?? null)}
      isPending={save.isPending}
      problem={
        isStale ? (
          <ConflictNotice
            theirs={<Content>{`${current.name} · ${current.zone}`}</Content>}
            yours={<Content>{`${fields.name} · ${fields.zone}`}</Content>}
            onTakeTheirs={onClose}
            onSaveMine={() => submit(current.rowVersion)}
          />
        ) : (
          <ActProblem error={save.error} />
        )
      }
      onClose={onClose}
    >
      <UnitFields fields={fields} set={set} faulty={faulty} isNew={unit === null} parents={parents} />
    </FormDialog>
  )
}
