import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { narrativeItemsQuery } from '../../data/narratives.ts'
import { useLastRuling } from './made-rulings.ts'
import { useHeldItems } from './use-held-items.ts'

/** Another narrative, chosen to take the items or to be merged with. */
export type Target = { id: string; title: string; items: number }

const PAGE = 100

/** The state of a sitting over one narrative: its items, which are marked, where the cursor is, and what stands opposite. */
export function useWorkbench(narrative: NarrativeDetail, initialTarget: Target | null) {
  const query = useInfiniteQuery(narrativeItemsQuery(narrative.id, 'outlying', PAGE))
  const items = query.data?.pages.flatMap(({ rows }) => rows) ?? []
  // What the person's own ruling moved is shown at once; what merely arrives waits.
  const last = useLastRuling()
  const held = useHeldItems(items, `${narrative.id} ${query.data?.pages.length ?? 0} ${last?.id ?? ''}`)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setTarget] = useState<Target | null | undefined>(undefined)
  // What the list brought along stands opposite until the person decides.
  const target = chosen === undefined ? initialTarget : chosen
  const [asking, setAsking] = useState<'merge' | 'split' | null>(null)
  const ids = held.groups.flat().map(({ id }) => String(id))
  // What left the narrative meanwhile is marked no longer.
  const selected = ids.filter((id) => marked.has(id))

  const mark = (changed: readonly string[], isMarked: boolean) =>
    setMarked((before) => {
      const next = new Set(before)
      for (const id of changed)
        if (isMarked) next.add(id)
        else next.delete(id)
      return next
    })
  const toggle = (id: string) => mark([id], !marked.has(id))
  const groupOf = (id: string) =>
    held.groups.find((group) => group.some((item) => item.id === id))?.map((item) => String(item.id)) ?? []
  return {
    query,
    ...held,
    ids,
    selected,
    isMarked: (id: string) => marked.has(id),
    mark,
    toggle,
    toggleGroup: (id: string) => {
      const group = groupOf(id)
      mark(group, !group.every((each) => marked.has(each)))
    },
    clear: () => setMarked(new Set()),
    target,
    setTarget,
    asking,
    ask: setAsking,
  }
}

export type Workbench = ReturnType<typeof useWorkbench>
