/** When a unit works, in its own zone. `days` are ISO weekdays (1 is Monday); `from` and `to` are `HH:MM`; `holidays` are `YYYY-MM-DD`. */
export type UnitCalendar = {
  zone: string
  workingHours: { days: readonly number[]; from: string; to: string }
  holidays: readonly string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A calendar with no working day for this long has none: its clocks then count all hours. */
const SEARCHED_DAYS = 400

/** How long one working day of the unit lasts. Hours that end at or before their start run past midnight. */
export function workingDayMs({ workingHours }: UnitCalendar): number {
  const lengthMs = minutesOf(workingHours.to) * MINUTE_MS - minutesOf(workingHours.from) * MINUTE_MS
  return lengthMs > 0 ? lengthMs : lengthMs + DAY_MS
}

/**
 * The instant at which `ms` of the unit's working time have passed since `start`. Hours outside the working day,
 * weekends and holidays do not count. Changes of the clock in the zone are observed: the working day keeps its local hours.
 */
export function addWorkingTime(start: Date, ms: number, calendar: UnitCalendar): Date {
  const { days, from } = calendar.workingHours
  const lengthMs = workingDayMs(calendar)
  const today = localDate(start, calendar.zone)
  let leftMs = ms
  for (let offset = -1; offset < SEARCHED_DAYS; offset += 1) {
    const date = new Date(today.getTime() + offset * DAY_MS)
    if (!days.includes(date.getUTCDay() || 7) || calendar.holidays.includes(date.toISOString().slice(0, 10))) continue
    const opensMs = instantOf(date.getTime() + minutesOf(from) * MINUTE_MS, calendar.zone)
    const closesMs = instantOf(date.getTime() + minutesOf(from) * MINUTE_MS + lengthMs, calendar.zone)
    const beginsMs = Math.max(opensMs, start.getTime())
    const availableMs = closesMs - beginsMs
    if (availableMs <= 0) continue
    if (leftMs <= availableMs) return new Date(beginsMs + leftMs)
    leftMs -= availableMs
  }
  return new Date(start.getTime() + ms)
}

/** Midnight of the zone's date at an instant, written as if the zone were UTC. */
export function localDate(at: Date, zone: string): Date {
  const localMs = at.getTime() + offsetMs(at, zone)
  return new Date(Math.floor(localMs / DAY_MS) * DAY_MS)
}

/** The instant of a local time that is written as if the zone were UTC. */
export function instantOf(localMs: number, zone: string): number {
  const guess = localMs - offsetMs(new Date(localMs), zone)
  return localMs - offsetMs(new Date(guess), zone)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far the zone is ahead of UTC at an instant. Throws RangeError for an unknown zone. */
function offsetMs(at: Date, zone: string): number {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
