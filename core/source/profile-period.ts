const DAY_MS = 86_400_000

/** The longest a profile may run before people decide on it again; an administrator may set another limit. */
export const LONGEST_PROFILE_DAYS = 183

export type PeriodVerdict = { ok: true } | { ok: false; code: 'profile_ended' | 'profile_too_long'; message: string }

/** Judges an end date: it lies ahead, and no further than `longestDays` from now. */
export function judgeProfileEnd(endsAt: Date, now: Date, longestDays: number): PeriodVerdict {
  if (endsAt <= now)
    return { ok: false, code: 'profile_ended', message: 'The end lies in the past. Write a later one.' }
  if (endsAt.getTime() > latestProfileEnd(now, longestDays).getTime()) {
    return {
      ok: false,
      code: 'profile_too_long',
      message: `A watch profile runs ${longestDays} days at most before people decide on it again. Write an earlier end; it can be extended later.`,
    }
  }
  return { ok: true }
}

/** The latest end that may be written now: the whole last day counts, in whichever zone it ends. */
export function latestProfileEnd(now: Date, longestDays: number): Date {
  return new Date(now.getTime() + (longestDays + 1) * DAY_MS)
}

/** The last whole day (UTC, `YYYY-MM-DD`) that lies before such a moment: what a form may offer as an end. */
export function latestEndDay(latestEnd: string): string {
  return new Date(Date.parse(latestEnd) - DAY_MS).toISOString().slice(0, 10)
}

/** How many days before its end a profile is among what waits for coordinators; the second time it is urgent. */
export const ENDING_SOON_DAYS = [7, 1] as const

/** Whether a profile in force ends soon: `null` when not, else the nearest of `ENDING_SOON_DAYS` that holds. */
export function endsWithinDays(endsAt: Date, now: Date): number | null {
  const leftMs = endsAt.getTime() - now.getTime()
  if (leftMs <= 0) return null
  return ENDING_SOON_DAYS.toReversed().find((days) => leftMs <= days * DAY_MS) ?? null
}
