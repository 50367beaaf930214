import { useRef, useState } from 'react'

import { steadyOrder } from './steady-order.ts'

type Steady<Row> = {
  rows: Row[]
  /** New rows held back while the reader is inside. */
  waiting: number
  /** Show everything now, in its new order. */
  showAll: () => void
  /** Spread on the list's container. */
  guard: {
    onPointerEnter: () => void
    onPointerLeave: () => void
    onFocus: () => void
    onBlur: (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => void
  }
}

/**
 * Keeps a live list still under the cursor: while pointer or focus is inside, rows change in place but none moves or
 * appears; outside, the list simply follows. `scope` names what is listed: another filter starts afresh.
 */
export function useSteadyRows<Row>(next: readonly Row[], idOf: (row: Row) => string, scope: string): Steady<Row> {
  const [isPointed, setIsPointed] = useState(false)
  const [isFocused, setIsFocused] = useState(false)
  const [, redraw] = useState(0)
  const held = useRef<{ scope: string; ids: readonly string[] }>({ scope, ids: [] })
  const nextIds = next.map(idOf)
  const isHeld = (isPointed || isFocused) && held.current.scope === scope && held.current.ids.length > 0
  const order = isHeld ? steadyOrder(held.current.ids, nextIds) : { ids: nextIds, waiting: 0 }
  held.current = { scope, ids: order.ids }
  const byId = new Map(next.map((row) => [idOf(row), row]))
  return {
    rows: order.ids.flatMap((id) => byId.get(id) ?? []),
    waiting: order.waiting,
    showAll: () => {
      held.current = { scope, ids: [] }
      redraw((count) => count + 1)
    },
    guard: {
      onPointerEnter: () => setIsPointed(true),
      onPointerLeave: () => setIsPointed(false),
      onFocus: () => setIsFocused(true),
      onBlur: (event) => {
        const stays = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
        if (!stays) setIsFocused(false)
      },
    },
  }
}
