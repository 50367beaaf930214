import { readTerm } from '../item/written-term.ts'

/** What a profile must not look for (`refused`), and what needs a reason from its approver (`needs_reason`). */
export type TermVerdict =
  | { kind: 'fine' }
  | { kind: 'refused'; message: string }
  | { kind: 'needs_reason'; message: string }

const HANDLE = /(?:^|\s)@[\p{L}\p{N}_.]{2,}/u
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/
const ADDRESS =
  /https?:\/\/|www\.|(?:^|\s)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|me|social|tv|ru|eu|info)\b|\/(?:@|in\/|user\/|u\/|channel\/|profile\/)/i
/** Seven digits or more with only the marks of a telephone number between them, and not written like a date. */
const PHONE = /^\s*(?:\+|00)?[\d\s().\-/]{7,}\s*$/
const DATE = /^\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s*$/

/** Words of an institution's or an event's name: with one of them, capitals do not mean a person. */
const INSTITUTION_WORDS = [
  'academy',
  'act',
  'agency',
  'airport',
  'alliance',
  'army',
  'assembly',
  'association',
  'authority',
  'bank',
  'board',
  'bridge',
  'bureau',
  'canal',
  'castle',
  'centre',
  'center',
  'city',
  'coast',
  'college',
  'commission',
  'committee',
  'company',
  'conference',
  'congress',
  'convention',
  'corporation',
  'council',
  'county',
  'court',
  'day',
  'delta',
  'department',
  'directorate',
  'district',
  'election',
  'elections',
  'federation',
  'festival',
  'forces',
  'forum',
  'foundation',
  'fund',
  'government',
  'guard',
  'health',
  'hospital',
  'house',
  'institute',
  'island',
  'islands',
  'law',
  'league',
  'ministry',
  'mission',
  'museum',
  'nations',
  'network',
  'office',
  'organisation',
  'organization',
  'pact',
  'parliament',
  'party',
  'plan',
  'police',
  'power',
  'province',
  'railway',
  'referendum',
  'region',
  'register',
  'report',
  'republic',
  'river',
  'school',
  'sea',
  'senate',
  'service',
  'services',
  'society',
  'state',
  'states',
  'station',
  'street',
  'summit',
  'treaty',
  'tribunal',
  'union',
  'university',
  'valley',
  'virus',
  'water',
  'week',
  'ministerio',
  'comisión',
  'consejo',
  'universidad',
  'hospital',
  'gobierno',
  'partido',
  'banco',
  'agencia',
  'instituto',
  'ministerul',
  'ministerstwo',
  'ministerstvo',
  'ministarstvo',
  'minisztérium',
  'министерство',
  'міністерство',
  'правительство',
  'комиссия',
  'агентство',
  'университет',
  'больница',
  'парламент',
  'υπουργείο',
  'επιτροπή',
  'πανεπιστήμιο',
  'bakanlığı',
  'üniversitesi',
  'ministère',
  'commission',
  'conseil',
  'université',
  'hôpital',
  'gouvernement',
  'agence',
  'institut',
  'ministerium',
  'kommission',
  'rat',
  'universität',
  'krankenhaus',
  'behörde',
  'bundestag',
  'ministero',
  'università',
  'ospedale',
  'governo',
  'agenzia',
  'ministério',
  'universidade',
  'governo',
] as const
const INSTITUTIONS: ReadonlySet<string> = new Set(INSTITUTION_WORDS)

/** Places are not people: names of countries, and words that places begin with. */
const PLACE_WORDS: ReadonlySet<string> = new Set([
  'new',
  'san',
  'santa',
  'saint',
  'st',
  'los',
  'las',
  'el',
  'la',
  'north',
  'south',
  'east',
  'west',
  'upper',
  'lower',
  'great',
  'lake',
  'mount',
  'port',
  'cape',
  'gulf',
  'bay',
  'rio',
  'río',
  'monte',
  'puerto',
  'porto',
  'baie',
  'lac',
  'mont',
  'sankt',
  'bad',
  'novi',
  'nova',
  'nizhny',
  'нижний',
  'великий',
  'новый',
])

/**
 * Judges one term of a watch profile. A profile watches what is said about a matter, never a person: handles, e-mail
 * addresses, telephone numbers and addresses of profiles are refused. Two or more words that all begin with a capital,
 * and are not known as an institution or place, may be a person's name: the approver has to say why it is needed.
 * The language that a term may begin with (`es: agua`) is not part of what is judged.
 */
export function lintTerm(term: string): TermVerdict {
  const text = readTerm(term).text.replace(/^["“”'*]+|["“”'*]+$/g, '')
  if (EMAIL.test(text)) return refuse(term, 'is an e-mail address')
  if (HANDLE.test(text)) return refuse(term, 'is the handle of an account')
  if (ADDRESS.test(text)) return refuse(term, 'is a web address')
  if (PHONE.test(text) && !DATE.test(text) && (text.match(/\d/g)?.length ?? 0) >= 7)
    return refuse(term, 'is a telephone number')
  if (!looksLikeName(text)) return { kind: 'fine' }
  return {
    kind: 'needs_reason',
    message: `“${term}” looks like a person's name. Whoever approves the profile has to say why it is needed.`,
  }
}

/** Every term of a profile that is refused or needs a reason, with its place in the list. */
export function lintTerms(
  terms: readonly string[],
): { index: number; term: string; verdict: Exclude<TermVerdict, { kind: 'fine' }> }[] {
  return terms.flatMap((term, index) => {
    const verdict = lintTerm(term)
    return verdict.kind === 'fine' ? [] : [{ index, term, verdict }]
  })
}

function refuse(term: string, what: string): TermVerdict {
  return {
    kind: 'refused',
    message: `“${term}” ${what}. A profile watches a matter, never a person: use words of the matter.`,
  }
}

function looksLikeName(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length < 2 || words.length > 5) return false
  // "Ursula von der Leyen": small particles stand inside names.
  const particles = new Set([
    'von',
    'van',
    'der',
    'den',
    'de',
    'da',
    'di',
    'do',
    'dos',
    'del',
    'bin',
    'al',
    'ibn',
    'y',
    'e',
  ])
  const big = words.filter((word) => !particles.has(word))
  if (big.length < 2 || !big.every((word) => /^\p{Lu}[\p{Ll}\p{M}'’.-]+(?:[\p{Lu}][\p{Ll}]+)?$/u.test(word)))
    return false
  const lower = big.map((word) => word.toLowerCase())
  if (lower.some((word) => INSTITUTIONS.has(word)) || PLACE_WORDS.has(lower[0] ?? '')) return false
  return !countryNames().has(text.toLowerCase())
}

/** Languages whose names of countries are known (CLDR, through Intl): those that write names with capitals. */
const COUNTRY_LANGUAGES =
  'en bg ca cs da de el es et fi fr hr hu it lt lv mk nb nl pl pt ro ru sk sl sq sr sv tr uk'.split(' ')

let countries: ReadonlySet<string> | undefined

function countryNames(): ReadonlySet<string> {
  if (countries) return countries
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const all = COUNTRY_LANGUAGES.flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    return codes.map((code) => names.of(code)?.toLocaleLowerCase(language))
  })
  countries = new Set(all.filter((name) => name !== undefined))
  return countries
}
