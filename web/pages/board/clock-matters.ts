const SOON_MS = 4 * 3_600_000

/** A clock earns its place on a card once it is late or runs out within half a shift; before that it is noise. */
export function clockMatters(dueAt: string, nowMs: number): boolean {
  return Date.parse(dueAt) - nowMs < SOON_MS
}
