import { toMoment, fullYear, readOffset } from './calendar.ts'

/** Epochs and the spellings of ISO 8601 without words, whole or short; null for anything else. */
export function readCompactDate(text: string): Date | null {
  return readEpoch(text) ?? readCompact(text) ?? readOrdinal(text) ?? readWeek(text) ?? readTruncated(text)
}

function readEpoch(text: string): Date | null {
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000)
  return /^\d{13}$/.test(text) ? new Date(Number(text)) : null
}

/** `20031231`, `20031231T101455Z`, `20031231101455`, `031231`. */
function readCompact(text: string): Date | null {
  const match =
    /^(\d{4}|\d{2})(\d{2})(\d{2})(?:[Tt ]?(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (match !== null) {
    const [, year = '', month, day, hour = '0', minute = '0', second = '0', zone = ''] = match
    const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
    const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), ms: 0 }
    return toMoment(
      { year: fullYear(year), month: Number(month), day: Number(day) },
      clock,
      offset === null ? 0 : readOffset(offset[1], offset[2] ?? '0', offset[3] ?? '0'),
    )
  }
  return null
}

/** `2003-335`, `2003335`, `03335`: the day of the year. */
function readOrdinal(text: string): Date | null {
  const [, year = '', day] = /^(\d{4}|\d{2})-?(\d{3})$/.exec(text) ?? []
  const dayOfYear = Number(day)
  return dayOfYear >= 1 && dayOfYear <= 366 ? new Date(Date.UTC(fullYear(year), 0, dayOfYear)) : null
}

/** `2004-W02-5`, `2004W02`: week and weekday; the first week is the one with the year's first Thursday. */
function readWeek(text: string): Date | null {
  const [, year, week, day = '1'] = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/i.exec(text) ?? []
  if (year === undefined || Number(week) < 1 || Number(week) > 53) return null
  const fourth = new Date(Date.UTC(Number(year), 0, 4))
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7)
  return new Date(Date.UTC(Number(year), 0, monday + (Number(week) - 1) * 7 + Number(day) - 1))
}

/** `-0312`, `-03-12`: year of the century and month. */
function readTruncated(text: string): Date | null {
  const [, year, month] = /^-(\d{2})-?(\d{2})$/.exec(text) ?? []
  return year === undefined
    ? null
    : toMoment({ year: fullYear(year), month: Number(month), day: 1 }, { hour: 0, minute: 0, second: 0, ms: 0 }, 0)
}
