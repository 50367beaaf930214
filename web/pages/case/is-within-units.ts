type Unit = { id: string; parentId: string | null }

/** Whether a unit is one of the reader's or stands below one: a lead answers for the whole unit tree. */
export function isWithinUnits(unitId: string, mine: readonly string[], units: readonly Unit[]): boolean {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const seen = new Set<string>()
  for (let id: string | null | undefined = unitId; id && !seen.has(id); id = parents.get(id)) {
    if (mine.includes(id)) return true
    seen.add(id)
  }
  return false
}
