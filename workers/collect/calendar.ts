/** A time of day and a calendar day as a date writes them, before its zone is known. */
export type Clock = { hour: number; minute: number; second: number; ms: number }
export type Day = { year: number; month: number; day: number }

/** A year of two digits is of 1970 to 2069; three digits count from 1900. */
export function fullYear(written: string): number {
  const year = Number(written)
  if (written.length >= 4) return year
  if (written.length === 3) return 1900 + year
  return year < 70 ? 2000 + year : 1900 + year
}

/** The digits after a second's point, in milliseconds. */
export function readFraction(digits: string): number {
  return digits === '' ? 0 : Math.floor(Number(`0.${digits}`) * 1000)
}

/** Minutes east of UTC; NaN when no place on Earth has that offset. */
export function readOffset(sign: string | undefined, hours: string, minutes: string): number {
  if (sign === undefined) return 0
  // "-0300" and "-3" both occur; a four-digit run was split by the pattern already.
  const total = Number(hours) * 60 + Number(minutes)
  return Number(hours) > 15 || Number(minutes) > 59 ? Number.NaN : sign === '-' ? -total : total
}

/** The moment, or null when there is no such day, time or zone. `24:00` is the next midnight. */
export function toMoment(day: Day, clock: Clock, offsetMinutes: number): Date | null {
  const { hour, minute, second } = clock
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31 || minute > 59 || second > 60 || hour > 24)
    return null
  if (hour === 24 && (minute > 0 || second > 0)) return null
  const midnight = new Date(0)
  midnight.setUTCFullYear(day.year, day.month - 1, day.day)
  if (midnight.getUTCMonth() !== day.month - 1) return null
  const date = new Date(
    midnight.getTime() + ((hour * 60 + minute - offsetMinutes) * 60 + Math.min(second, 59)) * 1000 + clock.ms,
  )
  return Number.isNaN(date.getTime()) ? null : date
}

/** A named zone such as `Europe/Berlin`: the offset it had at that moment. Null for a name nobody knows. */
export function toMomentInZone(day: Day, clock: Clock, zoneName: string): Date | null {
  const asUtc = toMoment(day, clock, 0)
  if (asUtc === null) return null
  try {
    const written = new Intl.DateTimeFormat('en', { timeZone: zoneName, timeZoneName: 'longOffset' }).format(asUtc)
    const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(written)
    return toMoment(day, clock, offset === null ? 0 : readOffset(offset[1], offset[2] ?? '0', offset[3] ?? '0'))
  } catch {
    return null
  }
}
