/** The language tag of items whose language could not be told. */
export const UNDETERMINED = 'und'

/** The name of the engine that holds a world's items of one language, e.g. `live/fr`. */
export function shardOf(world: string, language: string): string {
  const tag = language.trim().toLowerCase().split(/[-_]/u)[0]
  return `${world}/${tag ? tag : UNDETERMINED}`
}

/**
 * The language an item is clustered under: its own, or its source's majority language when it could not be told. `und`
 * itself never wins the majority; of equals the alphabetically first; `und` when the source has no other.
 */
export function clusteringLanguage(
  itemLanguage: string | null,
  sourceLanguages: Readonly<Record<string, number>>,
): string {
  if (itemLanguage !== null && itemLanguage !== '' && itemLanguage !== UNDETERMINED) return itemLanguage
  const [majority] = Object.entries(sourceLanguages)
    .filter(([language, items]) => language !== UNDETERMINED && items > 0)
    .sort(([a, itemsOfA], [b, itemsOfB]) => itemsOfB - itemsOfA || (a < b ? -1 : 1))
  return majority?.[0] ?? UNDETERMINED
}
