const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export type Point = { atMs: number; value: number }
/** A bar of a timeline: everything counted in [fromMs, toMs). */
export type Bar = { fromMs: number; toMs: number; value: number }

const BUCKET_HOURS = [1, 2, 3, 6, 12, 24, 48, 168] as const

/** The shortest bucket, in hours, with which no bar is thinner than `minBarPx`. */
export function chooseBucketHours(spanMs: number, widthPx: number, minBarPx = 5): number {
  const room = Math.max(1, Math.floor(widthPx / minBarPx))
  return BUCKET_HOURS.find((hours) => spanMs / (hours * HOUR_MS) <= room) ?? 168
}

/** Sums points into equal buckets that cover [fromMs, toMs]; empty buckets stay, as zero. */
export function bucketPoints(points: readonly Point[], fromMs: number, toMs: number, bucketHours: number): Bar[] {
  const length = bucketHours * HOUR_MS
  const start = Math.floor(fromMs / HOUR_MS) * HOUR_MS
  const count = Math.max(1, Math.ceil((toMs - start + 1) / length))
  const bars = Array.from({ length: count }, (_, index) => ({
    fromMs: start + index * length,
    toMs: start + (index + 1) * length,
    value: 0,
  }))
  for (const { atMs, value } of points) {
    const bar = bars[Math.floor((atMs - start) / length)]
    if (bar) bar.value += value
  }
  return bars
}

/** A round number at or above the largest value: 1, 2, 4, 5 or 10 times a power of ten, never below 4. */
export function niceMax(largest: number): number {
  if (largest <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 4, 5, 10].map((step) => step * power).find((candidate) => candidate >= largest) ?? 10 * power
}

export type Tick = { atMs: number; isDay: boolean }

/** Where a time axis carries labels: hours of the day on short spans, days on longer ones, in the reader's own zone. */
export function timeTicks(fromMs: number, toMs: number, room: number): Tick[] {
  const span = toMs - fromMs
  const ticks: Tick[] = []
  const cursor = new Date(fromMs)
  if (span <= 2.2 * DAY_MS) {
    const step = [3, 6, 12].find((hours) => span / (hours * HOUR_MS) <= room) ?? 24
    cursor.setMinutes(0, 0, 0)
    cursor.setHours(Math.floor(cursor.getHours() / step) * step)
    while (cursor.getTime() <= toMs) {
      if (cursor.getTime() >= fromMs) ticks.push({ atMs: cursor.getTime(), isDay: cursor.getHours() === 0 })
      cursor.setHours(cursor.getHours() + step)
    }
    return ticks
  }
  const stepDays = [1, 2, 3, 7, 14, 30].find((days) => span / (days * DAY_MS) <= room) ?? 60
  cursor.setHours(0, 0, 0, 0)
  while (cursor.getTime() <= toMs) {
    if (cursor.getTime() >= fromMs) ticks.push({ atMs: cursor.getTime(), isDay: true })
    cursor.setDate(cursor.getDate() + stepDays)
  }
  return ticks
}

/** Puts labels of a given width on as few lines as needed so that none covers another; what finds no room is left out. */
export function placeLabels(centres: readonly number[], widthPx: number, lines: number): (number | null)[] {
  const ends = Array.from({ length: lines }, () => Number.NEGATIVE_INFINITY)
  return centres.map((centre) => {
    const line = ends.findIndex((end) => centre - widthPx / 2 >= end)
    if (line === -1) return null
    ends[line] = centre + widthPx / 2
    return line
  })
}

/** A moment on a timeline: something measured (`signal`) or something people did (`act`). */
export type TimelineMark = { id: string; atMs: number; kind: 'signal' | 'act'; label: string }
