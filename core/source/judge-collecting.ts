/** When no source could be fetched for this long although some should have been, collecting as a whole has stopped. */
export const COLLECTING_SILENT_MS = 15 * 60_000
/** Fewer sources in trouble than this may be the sources' own, unless they are all there are. */
const SOURCES_IN_TROUBLE = 3

/** Numbers over the sources that an approved profile in force names, and the last quarter of an hour. */
export type CollectingFacts = {
  sources: number
  /** Fetched without success in that time. */
  failed: number
  /** Due for all of that time and not fetched. */
  late: number
  lastGoodAt: Date | null
}

/**
 * Whether collecting as a whole has stopped, and since when it brought nothing: no source succeeded for fifteen minutes,
 * although at least three, or all there are, were tried in vain or are late. One site's trouble is never the hub's.
 */
export function judgeCollecting(facts: CollectingFacts, now: Date): { isStopped: boolean; since: Date | null } {
  const { sources, failed, late, lastGoodAt } = facts
  const isSilent = lastGoodAt === null || now.getTime() - lastGoodAt.getTime() >= COLLECTING_SILENT_MS
  const inTrouble = failed + late
  const isStopped = isSilent && inTrouble > 0 && inTrouble >= Math.min(SOURCES_IN_TROUBLE, sources)
  return { isStopped, since: isStopped ? lastGoodAt : null }
}
