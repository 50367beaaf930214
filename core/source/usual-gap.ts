/**
 * The usual time between a source's items: the median gap of their times, in milliseconds. Null below four items, where
 * a median says nothing. Items published in one batch (same minute) count as one.
 */
export function usualGapMs(timesMs: readonly number[]): number | null {
  const minutes = [...new Set(timesMs.map((time) => Math.floor(time / 60_000)))].sort((left, right) => left - right)
  if (minutes.length < 4) return null
  const gaps = minutes
    .slice(1)
    .map((minute, index) => minute - (minutes[index] ?? minute))
    .sort((left, right) => left - right)
  const middle = gaps[Math.floor(gaps.length / 2)]
  return middle === undefined ? null : middle * 60_000
}
