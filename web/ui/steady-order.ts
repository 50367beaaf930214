/**
 * The order a list keeps while a person works in it. `shown` are the ids on the screen; rows that are gone leave, rows
 * that are there keep their place, new ones wait and are counted.
 */
export function steadyOrder(
  shown: readonly string[],
  next: readonly string[],
): { ids: string[]; waiting: number; moved: boolean } {
  const present = new Set(next)
  const known = new Set(shown)
  const ids = shown.filter((id) => present.has(id))
  const kept = next.filter((id) => known.has(id))
  return { ids, waiting: next.length - kept.length, moved: kept.some((id, index) => id !== ids[index]) }
}
