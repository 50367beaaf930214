const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** A duration as operators write it: `500ms`, `5s`, `2m`, `1h`, `0`. Returns milliseconds, or null when it is none. */
export function parseDurationMs(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)?$/i.exec(text.trim())
  if (match === null) return null
  const amount = Number(match[1])
  const unit = match[2]?.toLowerCase()
  if (unit === undefined) return amount === 0 ? 0 : null
  return Math.round(amount * (UNIT_MS[unit] ?? Number.NaN))
}
