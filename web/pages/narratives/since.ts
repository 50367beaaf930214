export const SINCE = ['8h', '24h', '7d', '30d'] as const
export type Since = (typeof SINCE)[number]

const HOURS: Record<Since, number> = { '8h': 8, '24h': 24, '7d': 168, '30d': 720 }

/** The moment a period began, on the full hour so that one question stays one question; undefined for all time. */
export function sinceMoment(since: string | undefined, nowMs: number): string | undefined {
  const known = SINCE.find((each) => each === since)
  if (!known) return undefined
  return new Date(Math.floor(nowMs / 3_600_000) * 3_600_000 - HOURS[known] * 3_600_000).toISOString()
}
