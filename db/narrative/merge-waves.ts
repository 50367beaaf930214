/**
 * Merges cut into waves to be carried out one after the other: in one wave no narrative is named twice, and a merge comes
 * after every earlier one that names a narrative of its own. Places of the given list.
 */
export function mergeWaves(merges: readonly { from: string; into: string }[]): number[][] {
  const lastWave = new Map<string, number>()
  const waves: number[][] = []
  for (const [place, { from, into }] of merges.entries()) {
    const wave = Math.max(lastWave.get(from) ?? -1, lastWave.get(into) ?? -1) + 1
    lastWave.set(from, wave)
    lastWave.set(into, wave)
    const known = waves[wave]
    if (known) known.push(place)
    else waves.push([place])
  }
  return waves
}
