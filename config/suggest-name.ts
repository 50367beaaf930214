const DISTANCE_MAX = 3

/** The known name nearest to a mistyped one, at most three changed letters away; undefined when none is near. */
export function suggestName(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .sort((first, second) => first.distance - second.distance)
  const best = ranked[0]
  return best !== undefined && best.distance <= DISTANCE_MAX ? best.name : undefined
}

function editDistance(first: string, second: string): number {
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...first].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...second].entries()) {
      const substitution = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(substitution, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[second.length] ?? 0
}
