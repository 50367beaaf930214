import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'

import { narrativeSearchQuery } from '../../data/narratives.ts'
import { t } from '../../i18n/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import type { Target, Workbench } from './use-workbench.ts'

type Props = { narrative: NarrativeDetail; bench: Workbench; searchRef: RefObject<HTMLDivElement | null> }

const FRESH = 'new'
const TYPING_MS = 200

/** What stands opposite: a new narrative, one its items nearly joined, or one found by its words. */
export function WorkbenchTarget({ narrative, bench, searchRef }: Props) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), TYPING_MS)
  const search = useQuery({ ...narrativeSearchQuery(q), enabled: q !== '' })
  const found = q === '' ? nearest(narrative) : (search.data?.rows ?? []).map(toTarget)
  const { target } = bench
  const offered = [...(target ? [target] : []), ...found]
    .filter(({ id }, index, all) => id !== narrative.id && all.findIndex((each) => each.id === id) === index)
    .slice(0, 9)
  return (
    <Panel title={t('workbench.opposite')}>
      <div className="Workbench-target" ref={searchRef}>
        <SearchInput
          label={t('workbench.findTarget')}
          value={typed}
          onChange={setTyped}
          onLeave={() => focusFirst(searchRef.current, target !== null)}
        />
        <RadioInput
          label={t(q === '' ? 'workbench.nearest' : 'workbench.found')}
          value={target?.id ?? FRESH}
          onChange={(id) => bench.setTarget(offered.find((each) => each.id === id) ?? null)}
          choices={[
            { value: FRESH, label: t('workbench.newNarrative'), hint: t('workbench.newNarrativeHint') },
            ...offered.map(({ id, title, items }) => ({
              value: id,
              label: title,
              isContent: true,
              hint: t('narratives.items', { count: items }),
            })),
          ]}
        />
        {q !== '' && search.data?.rows.length === 0 ? <p className="secondary">{t('workbench.noneFound')}</p> : null}
      </div>
    </Panel>
  )
}

function nearest({ alternatives }: NarrativeDetail): Target[] {
  return alternatives.map(({ narrativeId, title, items }) => ({ id: narrativeId, title, items }))
}

function toTarget({ id, title, itemCount }: { id: string; title: string; itemCount: number }): Target {
  return { id, title, items: itemCount }
}

/** From the search on to the first narrative offered; the new one stands before it. */
function focusFirst(container: HTMLElement | null, hasChosen: boolean): void {
  const radios = container?.querySelectorAll<HTMLInputElement>('input[type=radio]')
  const radio = radios?.[hasChosen ? 1 : Math.min(1, radios.length - 1)]
  radio?.focus()
  radio?.click()
}
