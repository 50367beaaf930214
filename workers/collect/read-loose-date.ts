import { decodeHTML } from 'entities'
import { toMoment, toMomentInZone, fullYear, readFraction, readOffset, type Clock, type Day } from './calendar.ts'
import { FILLER_WORDS, findMonth, foldDateWord, HALF_DAY_WORDS, isWeekday } from './date-words.ts'
import { ZONE_OFFSETS } from './date-zones.ts'
import { readCompactDate } from './read-compact-date.ts'

const TIME =
  /(?:^|[^\d:.])t?(\d{1,2})(?::|\s*[hH]\s*|(?<=\d)時|시\s*)(\d{1,2})(?:(?::|分|분\s*)(\d{1,2}))?(?:[.,](\d+))?[分秒초]?(?![\d:])/iu
/** `10.30` and `10.30.00`, as Nordic and Indonesian feeds write times; only after a four-digit year. */
const DOTTED_TIME = /(?<=\d{4},?)\s(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()(?=\s|$)/
const OFFSET = /(?:\b(?:gmt|utc|z)\s*)?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?=$|[\s()[\]])/i

/** Reads a date of any order and language by its words and numbers; null when a word has no place in any date. */
export function readLooseDate(raw: string): Date | null {
  const text = asciiDigits((raw.includes('&') ? decodeHTML(raw) : raw).normalize('NFKC'))
    .replace(/\u200e|\u200f|\u202a|\u202c/g, '')
    .replace(/[–—−]/g, '-')
    .replace(/<[^>]*>/g, ' ')
    .trim()
  const compact = readCompactDate(text)
  if (compact !== null) return compact
  const time = TIME.exec(text) ?? DOTTED_TIME.exec(text)
  const before = time === null ? text : text.slice(0, time.index + (/^\d|t\d/i.test(time[0]) ? 0 : 1))
  const after = time === null ? '' : text.slice(time.index + time[0].length)
  const words = readWords(before, after, time !== null)
  if (words === null) return null
  const clock = readClock(time, words.isSecondHalf)
  const day = readDay(words.numbers, words.month, before)
  if (clock === null || day === null) return null
  if (words.zoneName !== undefined) return toMomentInZone(day, clock, words.zoneName)
  return toMoment(day, clock, words.offsetMinutes ?? (/[\uac00-\ud7a3]/.test(text) ? 540 : 0))
}

type DateWords = {
  numbers: string[]
  month: number | undefined
  offsetMinutes: number | undefined
  isSecondHalf: boolean | undefined
  zoneName: string | undefined
}

function readWords(before: string, after: string, hasTime: boolean): DateWords | null {
  const found: DateWords = {
    numbers: [],
    month: undefined,
    offsetMinutes: undefined,
    isSecondHalf: undefined,
    zoneName: undefined,
  }
  // What stands in brackets is a remark on the offset, or the zone itself.
  const named = after.replace(/\(([^)]*)\)/g, (_remark, zone: string) =>
    ZONE_OFFSETS[zone.trim().toLowerCase()] === undefined ? ' ' : ` ${zone} `,
  )
  const offset = hasTime ? OFFSET.exec(named) : null
  if (offset !== null) found.offsetMinutes = readOffset(offset[1], offset[2] ?? '0', offset[3] ?? '0')
  const rest =
    offset === null ? named : `${named.slice(0, offset.index)} ${named.slice(offset.index + offset[0].length)}`
  if (hasTime && /[+-]\s*\D|[+-]\d+\D*$/.test(rest.replace(/-\d{4}$/, '')) && offset === null) return null
  for (const [part, isAfterTime] of [
    [before, false],
    [rest, true],
  ] as const) {
    const tokens = part.match(/\d+|[ap]\.\s?m\.?|[\p{L}\p{M}]+(?:\/[\p{L}_]+)?\.?/giu) ?? []
    for (const [index, token] of tokens.entries()) {
      const isReadable = takeToken(
        token,
        isAfterTime && found.offsetMinutes === undefined,
        index === 0 && !isAfterTime,
        found,
      )
      if (!isReadable) return null
    }
  }
  return found
}

/** Files one word or number of a date; false when the word has no place in any date. */
function takeToken(token: string, canBeZone: boolean, isFirst: boolean, found: DateWords): boolean {
  if (/^\d/.test(token)) return found.numbers.push(token) <= 3
  const word = foldDateWord(token).replace(/\s/g, '')
  const half = HALF_DAY_WORDS[word]
  if (half !== undefined) {
    found.isSecondHalf = half
    return true
  }
  const month = findMonth(word)
  // Names such as "mar" are a weekday in one language and a month in another; the month stands last.
  if (month !== undefined) {
    found.month = month
    return true
  }
  const zone = word.startsWith('etc/') ? ZONE_OFFSETS[word.slice(4)] : ZONE_OFFSETS[word]
  if (zone !== undefined && canBeZone) {
    found.offsetMinutes = zone
    return true
  }
  if (canBeZone && /^[A-Z][a-z]+\/[A-Za-z_]+$/.test(token)) {
    found.zoneName = token
    return true
  }
  if (isFirst || isWeekday(word) || FILLER_WORDS.has(word) || /^[년월일年月日号t]$/u.test(word.normalize('NFC')))
    return true
  return zone !== undefined || (canBeZone && /^[A-Z]{1,5}$/.test(token)) || found.offsetMinutes !== undefined
}

function readClock(time: RegExpExecArray | null, isSecondHalf: boolean | undefined): Clock | null {
  if (time === null) return { hour: 0, minute: 0, second: 0, ms: 0 }
  const written = Number(time[1])
  const hour = isSecondHalf === undefined || written > 12 ? written : (written % 12) + (isSecondHalf ? 12 : 0)
  return { hour, minute: Number(time[2]), second: Number(time[3] ?? '0'), ms: readFraction(time[4] ?? '') }
}

function readDay(numbers: readonly string[], month: number | undefined, before: string): Day | null {
  const [first, second, third] = numbers
  if (first === undefined) return null
  if (month !== undefined) {
    if (second === undefined) return first.length === 4 ? { year: Number(first), month, day: 1 } : null
    if (third !== undefined) return null
    const isYearFirst = first.length >= 3 || Number(first) > 31
    return isYearFirst
      ? { year: fullYear(first), month, day: Number(second) }
      : { year: fullYear(second), month, day: Number(first) }
  }
  if (second === undefined)
    return /^\d{4}$/.test(first) && before.trim() === first ? { year: Number(first), month: 1, day: 1 } : null
  if (third === undefined)
    return first.length === 4 && second.length <= 2 ? { year: Number(first), month: Number(second), day: 1 } : null
  return readNumericDay(first, second, third, before)
}

function readNumericDay(first: string, second: string, third: string, before: string): Day | null {
  const [one, two, three] = [Number(first), Number(second), Number(third)]
  const separator = /\d\s*([/.-])\s*\d/.exec(before)?.[1] ?? '-'
  if (first.length === 4 || one > 31) {
    const isDayFirst = separator !== '-' && two > 12 && three <= 12
    return isDayFirst
      ? { year: fullYear(first), month: three, day: two }
      : { year: fullYear(first), month: two, day: three }
  }
  if (third.length < 4 && separator === '-') return { year: fullYear(first), month: two, day: three }
  const year = fullYear(third)
  if (one > 12 || (separator !== '/' && two <= 12)) return { year, month: two, day: one }
  return { year, month: one, day: two }
}

const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50]

function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
    const point = digit.charCodeAt(0)
    const zero = DIGIT_ZEROS.find((start) => point >= start && point <= start + 9) ?? point
    return String(point - zero)
  })
}
