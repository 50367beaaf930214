const ENGLISH_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** Locales whose month and weekday names feeds use. Earlier ones win where two languages share a word. */
const LOCALES = [
  'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sk', 'sv', 'da', 'nb', 'fi', 'hu', 'ro', 'ru', 'uk', 'be', 'bg', 'sr', 'sr-Latn', 'mk', 'sl', 'hr',
  'bs', 'el', 'tr', 'az', 'et', 'lv', 'lt', 'ca', 'eu', 'gl', 'is', 'sq', 'id', 'ms', 'ar', 'fa', 'he', 'hi', 'bn', 'th', 'de-AT', 'ar-MA', 'ar-SY', 'ka', 'hy', 'kk',
]

/** Spellings that occur in feeds and in no locale table. */
const EXTRA_MONTHS: Record<string, number> = {
  sept: 9, janv: 1, fevr: 2, avr: 4, juil: 7, aout: 8, marz: 3, maerz: 3, mrt: 3, mrz: 3, okt: 10, dez: 12, dic: 12, ene: 1, abr: 4, ago: 8, set: 9, out: 10,
  gen: 1, mag: 5, giu: 6, lug: 7, ott: 10, des: 12, agu: 8, mei: 5, juli: 7, juni: 6, juin: 6, mai: 5, maj: 5, febr: 2, ιαν: 1, φεβ: 2, μαρ: 3, μαιου: 5, ιουν: 6, ιουλ: 7,
  αυγ: 8, σεπτ: 9, οκτ: 10, νοε: 11, νοεμ: 11, δεκ: 12, januar: 1, jaenner: 1, марта: 3, мая: 5, фев: 2, сен: 9, сент: 9, нояб: 11, ноя: 11,
}

/** Offsets in minutes. Where a name has several meanings, the one most news feeds mean. */
export const ZONE_OFFSETS: Record<string, number> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, cet: 60, cest: 120, met: 60, mest: 120, mez: 60, mesz: 120, wat: 60, cat: 120, sast: 120, eet: 120, eest: 180,
  eat: 180, msk: 180, msd: 240, trt: 180, gst: 240, pkt: 300, ist: 330, npt: 345, bdt: 360, ict: 420, wib: 420, wita: 480, wit: 540, hkt: 480, sgt: 480, myt: 480, pht: 480,
  awst: 480, jst: 540, kst: 540, acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780, irst: 210, at: -240, ast: -240, adt: -180, nst: -210, ndt: -150,
  et: -300, est: -300, edt: -240, ct: -360, cst: -360, cdt: -300, mt: -420, mst: -420, mdt: -360, pt: -480, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600,
  brt: -180, brst: -120, art: -180, clt: -240, clst: -180, cot: -300, pet: -300, vet: -240, uyt: -180, bot: -240,
}

/** Half-day markers: true is the second half. */
export const HALF_DAY_WORDS: Record<string, boolean> = { am: false, 'a.m': false, pm: true, 'p.m': true, 오전: false, 오후: true, 上午: false, 下午: true, 午前: false, 午後: true, πμ: false, μμ: true }

/** Words that stand in dates and mean nothing for them. */
export const FILLER_WORDS = new Set(['de', 'del', 'of', 'the', 'at', 'a', 'on', 'um', 'uhr', 'kl', 'klo', 'le', 'den', 'der', 'г', 'года', 'в', 'р', 'st', 'nd', 'rd', 'th', 'o', 'h', 'c', 'alle', 'ore', 'as', 'v', 'god'])

/** Lower case without accents and trailing dots: the form all tables above are in. */
export function foldDateWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}+/gu, '').normalize('NFC').toLowerCase().replace(/\.+$/, '').replace(/ς$/, 'σ')
}

type WordTables = { months: Map<string, number>; weekdays: Set<string> }
let localeTables: WordTables | null = null

/** The month a word names (1–12), or undefined. English is tried first so that ordinary feeds never build the big table. */
export function findMonth(folded: string): number | undefined {
  if (folded.length < 3 && !/[^\x00-\x7f]/.test(folded)) return undefined
  const english = ENGLISH_MONTHS.findIndex((name) => name === folded || (folded.length >= 3 && folded.length < name.length && name.startsWith(folded)))
  if (english !== -1) return english + 1
  return EXTRA_MONTHS[folded] ?? readLocaleTables().months.get(folded)
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
