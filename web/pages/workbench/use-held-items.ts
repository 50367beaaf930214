import { groupItems } from '@hub/core/narrative/group-items.ts'
import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { useMemo, useRef, useState } from 'react'

/**
 * The items as they stand during a sitting, in groups of likes: what left is gone, what arrived waits and is counted until it is
 * asked for, and nothing moves in between. `scope` names what is listed; another one starts afresh.
 */
export function useHeldItems(items: readonly NarrativeItemView[], scope: string) {
  const held = useRef<{ scope: string; groups: readonly (readonly string[])[] }>({ scope: '', groups: [] })
  const [, redraw] = useState(0)
  const byId = useMemo(() => new Map(items.map((item) => [String(item.id), item])), [items])
  const isFresh = held.current.scope !== scope || !held.current.groups.some((group) => group.some((id) => byId.has(id)))
  if (isFresh) held.current = { scope, groups: groupItems(items.map(toGrouped)) }
  const groups = held.current.groups
    .map((group) => group.flatMap((id) => byId.get(id) ?? []))
    .filter((group) => group.length > 0)
  const known = new Set(held.current.groups.flat())
  return {
    groups,
    waiting: items.filter(({ id }) => !known.has(id)).length,
    showAll: () => {
      held.current = { scope: '', groups: [] }
      redraw((count) => count + 1)
    },
  }
}

function toGrouped({ id, status, why }: NarrativeItemView) {
  const [nearest] = why.neighbours
  return {
    id,
    copyOf: why.copyOf?.id ?? null,
    nearestId: why.isNew ? null : (nearest?.itemId ?? null),
    similarity: nearest?.similarity ?? 0,
    centrality: why.parts.centroid ?? 0,
    isSettled: why.isNew || status === 'confirmed',
  }
}
