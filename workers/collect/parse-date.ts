import { toMoment, readFraction, readOffset } from './calendar.ts'
import { findMonth, foldDateWord } from './date-words.ts'
import { ZONE_OFFSETS } from './date-zones.ts'
import { readLooseDate } from './read-loose-date.ts'

const MAX_LENGTH = 100
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/
const RFC822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*(?:([A-Za-z]{1,4})|([+-])(\d{2}):?(\d{2}))?$/

/**
 * Reads a date as feeds write it: W3C and RFC 822 with all their mistakes, month names in some forty languages, numeric
 * dates, epochs. Without a zone it is UTC. Returns null for anything that is not certainly a date; never throws.
 */
export function parseDate(raw: string): Date | null {
  const text = raw.trim()
  if (text === '' || text.length > MAX_LENGTH) return null
  return readIso(text) ?? readRfc822(text) ?? readLooseDate(text)
}

function readIso(text: string): Date | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), ms: readFraction(fraction) }
  return toMoment(
    { year: Number(year), month: Number(month), day: Number(day) },
    clock,
    readOffset(sign, offsetHour, offsetMinute),
  )
}

function readRfc822(text: string): Date | null {
  const match = RFC822.exec(text)
  if (match === null) return null
  const [
    ,
    day,
    monthName = '',
    year,
    hour,
    minute,
    second = '0',
    zone = 'z',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match
  const month = findMonth(foldDateWord(monthName))
  const zoneOffset = sign === undefined ? ZONE_OFFSETS[zone.toLowerCase()] : readOffset(sign, offsetHour, offsetMinute)
  if (month === undefined || zoneOffset === undefined) return null
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), ms: 0 }
  return toMoment({ year: Number(year), month, day: Number(day) }, clock, zoneOffset)
}
