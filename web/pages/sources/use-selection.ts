import type { SourceId } from '@hub/core/ids.ts'
import type { SourceSelection } from '@hub/core/source/change-sources.ts'
import type { SourceFilter } from '@hub/core/source/source-filter.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useRef, useState } from 'react'

/** What is chosen: some by name, or everything the filter means but a few. */
type Chosen = { kind: 'some'; ids: ReadonlySet<SourceId> } | { kind: 'all'; except: ReadonlySet<SourceId> }

export type Selection = {
  count: number
  isAll: boolean
  has: (id: SourceId) => boolean
  /** Chooses or lets go of one row; with `isRange` everything between it and the row chosen before. */
  choose: (id: SourceId, isChosen: boolean, isRange: boolean) => void
  chooseShown: (isChosen: boolean) => void
  chooseAll: () => void
  clear: () => void
  /** What a request names; undefined while nothing is chosen. */
  of: SourceSelection | undefined
}

const NOTHING: Chosen = { kind: 'some', ids: new Set() }

/** Which rows are chosen. Another filter starts afresh, since what is chosen must be what is seen. */
export function useSelection(rows: readonly SourceView[], total: number, filter: SourceFilter): Selection {
  const scope = JSON.stringify(filter)
  const [held, setHeld] = useState<{ scope: string; chosen: Chosen }>({ scope, chosen: NOTHING })
  const anchor = useRef<SourceId | null>(null)
  const chosen = held.scope === scope ? held.chosen : NOTHING
  const set = (next: Chosen) => setHeld({ scope, chosen: next })
  const has = (id: SourceId) => (chosen.kind === 'all' ? !chosen.except.has(id) : chosen.ids.has(id))
  const mark = (ids: readonly SourceId[], isChosen: boolean) => {
    const isAdding = chosen.kind === 'all' ? !isChosen : isChosen
    const marked = new Set(chosen.kind === 'all' ? chosen.except : chosen.ids)
    for (const id of ids) {
      if (isAdding) marked.add(id)
      else marked.delete(id)
    }
    set(chosen.kind === 'all' ? { kind: 'all', except: marked } : { kind: 'some', ids: marked })
  }
  return {
    count: chosen.kind === 'all' ? Math.max(0, total - chosen.except.size) : chosen.ids.size,
    isAll: chosen.kind === 'all',
    has,
    choose(id, isChosen, isRange) {
      const ids = rows.map((row) => row.id)
      const [from, to] = [anchor.current === null ? -1 : ids.indexOf(anchor.current), ids.indexOf(id)]
      const range = isRange && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
      anchor.current = id
      mark(range, isChosen)
    },
    chooseShown: (isChosen) => set(isChosen ? { kind: 'some', ids: new Set(rows.map(({ id }) => id)) } : NOTHING),
    chooseAll: () => set({ kind: 'all', except: new Set() }),
    clear: () => set(NOTHING),
    of: selectionOf(chosen, filter),
  }
}

function selectionOf(chosen: Chosen, filter: SourceFilter): SourceSelection | undefined {
  if (chosen.kind === 'all') return { filter, except: [...chosen.except] }
  return chosen.ids.size > 0 ? { ids: [...chosen.ids] } : undefined
}
