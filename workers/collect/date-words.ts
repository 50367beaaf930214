const ENGLISH_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Locales whose month and weekday names feeds use. Earlier ones win where two languages share a word. */
const LOCALES =
  'en de fr es it pt nl pl cs sk sv da nb fi hu ro ru uk be bg sr sr-Latn mk sl hr bs el tr az et lv lt ca eu gl is sq id ms ar fa he hi bn th de-AT ar-MA ar-SY ka hy kk'.split(
    ' ',
  )

/** Spellings that occur in feeds and in no locale table, January first. */
const EXTRA_MONTHS = [
  'janv ene gen ιαν januar jaenner',
  'fevr febr φεβ фев',
  'marz maerz mrt mrz μαρ марта',
  'avr abr',
  'mag mei mai maj μαιου мая',
  'giu juni juin ιουν',
  'juil lug juli ιουλ',
  'aout ago agu αυγ',
  'sept set σεπτ сен сент',
  'okt out ott οκτ',
  'νοε νοεμ нояб ноя',
  'dez dic des δεκ',
].map((names) => names.split(' '))

/** Half-day markers: true is the second half. */
export const HALF_DAY_WORDS: Record<string, boolean> = {
  am: false,
  'a.m': false,
  pm: true,
  'p.m': true,
  오전: false,
  오후: true,
  上午: false,
  下午: true,
  午前: false,
  午後: true,
  πμ: false,
  μμ: true,
}

/** Words that stand in dates and mean nothing for them. */
export const FILLER_WORDS = new Set(
  'de del of the at a on um uhr kl klo le den der г года в р st nd rd th o h c alle ore as v god'.split(' '),
)

/** Lower case without accents and trailing dots: the form all tables above are in. */
export function foldDateWord(word: string): string {
  if (/^[a-z]+$/i.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.+$/, '')
    .replace(/ς$/, 'σ')
}

type WordTables = { months: Map<string, number>; weekdays: Set<string> }
let localeTables: WordTables | null = null

/** The month a word names (1–12), or undefined. English is tried first so that ordinary feeds never build the big table. */
export function findMonth(folded: string): number | undefined {
  if (folded.length < 3 && !/[^\x00-\x7f]/.test(folded)) return undefined
  const english = ENGLISH_MONTHS.findIndex(
    (name) => name === folded || (folded.length >= 3 && folded.length < name.length && name.startsWith(folded)),
  )
  if (english !== -1) return english + 1
  const extra = EXTRA_MONTHS.findIndex((names) => names.includes(folded))
  return extra === -1 ? readLocaleTables().months.get(folded) : extra + 1
}

const ENGLISH_WEEKDAYS = /^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?$/

/** Whether a word names a day of the week in any known language. */
export function isWeekday(folded: string): boolean {
  return ENGLISH_WEEKDAYS.test(folded) || readLocaleTables().weekdays.has(folded)
}

function readLocaleTables(): WordTables {
  localeTables ??= buildLocaleTables()
  return localeTables
}

function buildLocaleTables(): WordTables {
  const months = new Map<string, number>()
  const weekdays = new Set<string>()
  for (const locale of LOCALES) {
    for (const width of ['long', 'short'] as const) {
      const dated = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: width, day: 'numeric', timeZone: 'UTC' })
      const alone = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: width, timeZone: 'UTC' })
      const weekday = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month += 1) {
        const at = Date.UTC(2023, month - 1, 15)
        const name = dated.formatToParts(at).find((part) => part.type === 'month')?.value ?? ''
        for (const word of [name, alone.format(at)]) {
          const folded = foldDateWord(word)
          if (/\p{L}/u.test(folded) && !folded.includes(' ') && !months.has(folded)) months.set(folded, month)
        }
      }
      for (let day = 1; day <= 7; day += 1) weekdays.add(foldDateWord(weekday.format(Date.UTC(2023, 0, day))))
    }
  }
  return { months, weekdays }
}
