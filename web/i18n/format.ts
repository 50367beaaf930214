import { formatLocales, isPseudo } from './i18n.ts'
import { accentText } from './pseudo.ts'
import { t } from './t.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
const momentFormats = new Map<string, Intl.DateTimeFormat>()

/** A number in the reader's language. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = JSON.stringify(options)
  const made = numberFormats.get(key) ?? new Intl.NumberFormat([...formatLocales], options)
  numberFormats.set(key, made)
  return show(made.format(value))
}

/** A moment in the reader's zone and language, in any of `Intl`'s shapes. */
export function formatMoment(moment: Date | string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options)
  const made = momentFormats.get(key) ?? new Intl.DateTimeFormat([...formatLocales], options)
  momentFormats.set(key, made)
  return show(made.format(typeof moment === 'string' ? new Date(moment) : moment))
}

/** Day, month and time: "14 Nov, 06:12". */
export function formatDateTime(moment: Date | string): string {
  return formatMoment(moment, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}

export function formatDay(moment: Date | string): string {
  return formatMoment(moment, { day: 'numeric', month: 'short', year: 'numeric' })
}

export function formatTimeOfDay(moment: Date | string): string {
  return formatMoment(moment, { hour: '2-digit', minute: '2-digit' })
}

/** The whole truth about a moment, for titles: weekday, date, time and zone. */
export function formatInFull(moment: Date | string): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  return formatMoment(moment, { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
}

/** The name of a language by its code: "es" → "Spanish"; what has no name keeps its code. */
export function languageName(code: string): string {
  if (code === 'und') return t('terms.languageUnknown')
  try {
    return show(new Intl.DisplayNames([...formatLocales], { type: 'language' }).of(code) ?? code)
  } catch {
    return code
  }
}

/** "a, b and c" in the reader's language. */
export function formatList(parts: readonly string[]): string {
  const list = new Intl.ListFormat([...formatLocales], { type: 'conjunction' })
  return list
    .formatToParts(parts)
    .map(({ type, value }) => (type === 'literal' ? show(value) : value))
    .join('')
}

function show(text: string): string {
  return isPseudo ? accentText(text) : text
}
