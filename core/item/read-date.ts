/** In which order a numeric date names its parts, where the year does not stand first. */
export const DATE_ORDERS = ['day_first', 'month_first'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

const TIME = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i')
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4})${TIME}$`, 'i')
const DAY_NAME = new RegExp(String.raw`^(\d{1,2})\.?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})${TIME}$`, 'i')
const NAME_DAY = new RegExp(String.raw`^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`, 'i')
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a date as people and programs write it in files: ISO 8601, RFC 2822, seconds or milliseconds since 1970, English
 * month names, and day/month/year in the given order. Without a zone it is UTC. Null for what is no date: never a guess.
 */
export function readDate(written: string, order: DateOrder): Date | null {
  const text = written.trim().replace(WEEKDAY, '')
  if (text.length > 60) return null
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return new Date(Number(text) * 1000)
  if (/^\d{13}$/.test(text)) return new Date(Number(text))
  const iso = YEAR_FIRST.exec(text) ?? COMPACT.exec(text)
  if (iso) return makeDate(iso[1], iso[2], iso[3], iso)
  const numeric = YEAR_LAST.exec(text)
  if (numeric) {
    const [first, second] = [numeric[1], numeric[2]]
    return order === 'day_first'
      ? makeDate(numeric[3], second, first, numeric)
      : makeDate(numeric[3], first, second, numeric)
  }
  const dayName = DAY_NAME.exec(text)
  if (dayName) return makeDate(dayName[3], monthOf(dayName[2]), dayName[1], dayName)
  const nameDay = NAME_DAY.exec(text)
  if (nameDay) return makeDate(nameDay[3], monthOf(nameDay[1]), nameDay[2], nameDay)
  return null
}

/**
 * Which order the dates of a column are written in: `order` is null when none of them needs one or when they do not tell
 * (`isAmbiguous`): then a person has to say.
 */
export function guessDateOrder(samples: readonly string[]): { order: DateOrder | null; isAmbiguous: boolean } {
  let needed = false
  let dayFirst = false
  let monthFirst = false
  for (const sample of samples) {
    const match = YEAR_LAST.exec(sample.trim().replace(WEEKDAY, ''))
    if (!match) continue
    needed = true
    if (Number(match[1]) > 12) dayFirst = true
    if (Number(match[2]) > 12) monthFirst = true
  }
  if (!needed) return { order: null, isAmbiguous: false }
  if (dayFirst === monthFirst) return { order: null, isAmbiguous: true }
  return { order: dayFirst ? 'day_first' : 'month_first', isAmbiguous: false }
}

function monthOf(name: string | undefined): string | undefined {
  const at = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase())
  return at < 0 ? undefined : String(at + 1)
}

function makeDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  match: RegExpExecArray,
): Date | null {
  const [hour, minute, second, fraction, half, zone] = match.slice(4)
  const parts = [year, month, day, hour ?? '0', minute ?? '0', second ?? '0'].map(Number)
  const [y = NaN, m = NaN, d = NaN, writtenHour = NaN, min = NaN, s = NaN] = parts
  const h = half === undefined ? writtenHour : (writtenHour % 12) + (/^p/i.test(half) ? 12 : 0)
  const ms = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000)
  const isPossible = m >= 1 && m <= 12 && d >= 1 && h <= 23 && min <= 59 && s <= 60
  if (!isPossible || (half !== undefined && (writtenHour < 1 || writtenHour > 12))) return null
  const atMs = Date.UTC(y, m - 1, d, h, min, s, ms)
  // 31 February rolls over into March: no such day.
  if (new Date(Date.UTC(y, m - 1, d)).getUTCDate() !== d) return null
  return new Date(atMs - offsetMs(zone))
}

function offsetMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}
