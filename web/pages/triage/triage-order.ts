/**
 * The queue as it stands during a sitting. `held` are the ids shown so far, in their order; it keeps what was decided, so
 * that an undone decision returns to its own place. New arrivals wait and are counted, unless nothing else is left.
 */
export function triageOrder(
  held: readonly string[],
  next: readonly string[],
  decided: ReadonlySet<string>,
): { held: readonly string[]; ids: string[]; waiting: number } {
  const open = next.filter((id) => !decided.has(id))
  const known = new Set(held)
  const fresh = open.filter((id) => !known.has(id))
  const present = new Set(open)
  const ids = held.filter((id) => present.has(id))
  if (ids.length === 0) return { held: [...held.filter((id) => !present.has(id)), ...open], ids: open, waiting: 0 }
  return { held, ids, waiting: fresh.length }
}

/** What comes under the cursor once `id` is decided: the next one, at the end the one before. */
export function nextAfter(ids: readonly string[], id: string): string | null {
  const index = ids.indexOf(id)
  return ids[index + 1] ?? ids[index - 1] ?? null
}

/** Counts with this sitting's decisions that the server's answer does not hold yet. */
export function countWith(
  server: { done: number; left: number },
  next: readonly string[],
  decided: ReadonlySet<string>,
) {
  const notYet = next.filter((id) => decided.has(id)).length
  return { done: server.done + notYet, left: Math.max(0, server.left - notYet) }
}
