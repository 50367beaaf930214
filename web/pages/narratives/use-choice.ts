import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'

const ROW = '[data-narrative-row]'

/** Narratives chosen in the list, to be merged: the largest lives on, the others are brought to its bench. */
export function useChoice(rows: readonly NarrativeRow[], canChoose: boolean) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const navigate = useNavigate()
  const picked = rows.filter(({ id }) => chosen.has(id)).toSorted((a, b) => b.itemCount - a.itemCount)
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]))
  const open = () => {
    const [first, ...others] = picked
    if (!first || others.length === 0) return
    void navigate({
      to: '/narratives/$narrativeId/workbench',
      params: { narrativeId: first.id },
      search: { with: others.map(({ id }) => id).join(',') },
    })
  }
  const clear = () => setChosen(new Set())
  usePageKeys([
    { key: 'j', does: t('workbench.keyNextRow'), act: () => moveRow(1) },
    { key: 'k', does: t('workbench.keyRowBefore'), act: () => moveRow(-1) },
    {
      key: 'x',
      does: t('workbench.keyChoose'),
      act: () => {
        const id = document.activeElement?.closest<HTMLElement>(ROW)?.dataset.narrativeRow
        if (id && canChoose) toggle(id)
      },
    },
    { key: 'm', does: t('workbench.keyOpenChosen'), act: open },
    { key: 'Escape', does: t('workbench.keyClearChosen'), act: clear },
  ])
  return { picked, isChosen: (id: string) => chosen.has(id), toggle, open, clear }
}

function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)]
  const now = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[now < 0 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1)]
  next?.querySelector<HTMLElement>('a')?.focus()
}
