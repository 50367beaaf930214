import { useRef, useState } from 'react'

import type { TriageQueue } from '../../data/narratives.ts'
import { countWith, triageOrder } from './triage-order.ts'

/** The rows of a sitting: those decided are gone at once, those that arrive meanwhile wait until they are asked for. */
export function useTriageRows(queue: TriageQueue, decided: ReadonlySet<string>) {
  const held = useRef<readonly string[]>([])
  const [, redraw] = useState(0)
  const nextIds = queue.rows.map(({ id }) => String(id))
  const order = triageOrder(held.current, nextIds, decided)
  held.current = order.held
  const byId = new Map(queue.rows.map((row) => [String(row.id), row]))
  const showAll = () => {
    held.current = []
    redraw((count) => count + 1)
  }
  return {
    ids: order.ids,
    rows: order.ids.flatMap((id) => byId.get(id) ?? []),
    waiting: order.waiting,
    counts: countWith(queue, nextIds, decided),
    showAll,
  }
}
