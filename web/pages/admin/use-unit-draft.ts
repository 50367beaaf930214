import { editUnitSchema, openUnitSchema, type UnitKind, type UnitView } from '@hub/core/access/unit-view.ts'
import { useState } from 'react'

const unitFormSchema = openUnitSchema.extend({ alertBudget: editUnitSchema.shape.alertBudget })

export type UnitDraft = { name: string; slug: string; kind: UnitKind; parentId: string; zone: string; budget: string }

/** A unit as it is being filled in. Faults are shown only once saving was asked for. */
export function useUnitDraft(unit: UnitView | null) {
  const [fields, setFields] = useState<UnitDraft>(() => ({
    name: unit?.name ?? '',
    slug: unit?.slug ?? '',
    kind: unit?.kind ?? 'ministry',
    parentId: unit?.parentId ?? '',
    budget: unit?.alertBudget?.toString() ?? '',
    zone: unit?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  }))
  const [wasAsked, setWasAsked] = useState(false)
  const { budget, ...named } = fields
  const alertBudget = budget.trim() === '' ? null : Number(budget)
  const parsed = unitFormSchema.safeParse({
    ...named,
    zone: fields.zone.trim(),
    parentId: fields.parentId || null,
    alertBudget,
  })
  return {
    fields,
    set: (part: Partial<UnitDraft>) => setFields({ ...fields, ...part }),
    parsed,
    faulty: new Set(wasAsked && !parsed.success ? parsed.error.issues.map(({ path }) => path[0]) : []),
    showFaults: () => setWasAsked(true),
  }
}
