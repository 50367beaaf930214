import { readTerm } from '../item/written-term.ts'
import { looksLikeName } from './recognise-name.ts'
import { looksLikeOfficeHolder } from './recognise-office-holder.ts'
import { looksLikeOutlet } from './recognise-outlet.ts'
import { looksLikeParty } from './recognise-party.ts'
import { findListed, type TermListHeading, type TermLists, withoutListed } from './term-lists.ts'

/** What a term points at that a profile must not look for (`REFUSED_FOR`), or only for a reason (`REASON_FOR`). */
export const REFUSED_FOR = ['email', 'handle', 'address', 'phone', 'listed'] as const
export const REASON_FOR = ['party', 'outlet', 'office_holder', 'name'] as const
export type RefusedFor = (typeof REFUSED_FOR)[number]
export type ReasonFor = (typeof REASON_FOR)[number]

/** What a profile must not look for (`refused`), and what needs a reason from its approver (`needs_reason`). */
export type TermVerdict =
  | { kind: 'fine' }
  | { kind: 'refused'; because: RefusedFor; message: string }
  | { kind: 'needs_reason'; because: ReasonFor; message: string }

const HANDLE = /(?:^|\s)@[\p{L}\p{N}_.]{2,}/u
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/
const ADDRESS =
  /https?:\/\/|www\.|(?:^|\s)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|me|social|tv|ru|eu|info|news|media|press|online|site)\b|\/(?:@|in\/|user\/|u\/|channel\/|profile\/)/i
/** A bare name of a site under the code of a country: `gazette.de`. */
const NATIONAL_SITE = /(?:^|\s)[\p{L}\p{N}-]{3,}(?:\.[\p{L}\p{N}-]{2,})*\.([a-z]{2})(?:\/\S*)?$/iu
/** Seven digits or more with only the marks of a telephone number between them, and not written like a date. */
const PHONE = /^\s*(?:\+|00)?[\d\s().\-/]{7,}\s*$/
const DATE = /^\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s*$/

const REFUSED_WORDS: Readonly<Record<Exclude<RefusedFor, 'listed'>, string>> = {
  email: 'is an e-mail address',
  handle: 'is the handle of an account',
  address: 'is a web address',
  phone: 'is a telephone number',
}
const REASON_WORDS: Readonly<Record<ReasonFor, string>> = {
  party: 'looks like a political party',
  outlet: 'looks like a newspaper, station or other outlet',
  office_holder: 'looks like an office holder’s name',
  name: 'looks like a person’s name',
}
const LISTED: readonly (readonly [TermListHeading, string])[] = [
  ['parties', 'a political party'],
  ['outlets', 'an outlet'],
  ['office holders', 'an office holder'],
]

/**
 * Judges one term of a watch profile. A profile watches what is said about a matter, never a person, party or outlet:
 * handles, e-mail addresses, telephone numbers, addresses and names of the operator's lists are refused. What reads like
 * a party, an outlet, an office holder or a person, and is not known as an institution or place, needs a reason from the
 * approver. These are guesses by words (see docs/operators.md for what they miss). The language that a term may begin
 * with (`es: agua`) is not part of what is judged.
 */
export function lintTerm(term: string, lists: TermLists): TermVerdict {
  const text = readTerm(term).text.replace(/^["“”'*]+|["“”'*]+$/g, '')
  const refusedFor = findRefusal(text)
  if (refusedFor !== undefined) return refuse(term, refusedFor, REFUSED_WORDS[refusedFor])
  for (const [heading, what] of LISTED) {
    const listed = findListed(text, lists[heading])
    if (listed !== undefined) return refuse(term, 'listed', `names ${what} of the operator’s list (“${listed}”)`)
  }
  const because = findReason(withoutListed(text, [...lists.institutions, ...lists.places]))
  return because === undefined
    ? { kind: 'fine' }
    : {
        kind: 'needs_reason',
        because,
        message: `“${term}” ${REASON_WORDS[because]}. Whoever approves the profile has to say why it is needed.`,
      }
}

/** Every term of a profile that is refused or needs a reason, with its place in the list. */
export function lintTerms(
  terms: readonly string[],
  lists: TermLists,
): { index: number; term: string; verdict: Exclude<TermVerdict, { kind: 'fine' }> }[] {
  return terms.flatMap((term, index) => {
    const verdict = lintTerm(term, lists)
    return verdict.kind === 'fine' ? [] : [{ index, term, verdict }]
  })
}

/** What terms that need a reason look like, as one sentence without its full stop: “A” looks like …, “B” looks like …. */
export function describeReasons(found: readonly { term: string; verdict: TermVerdict }[]): string {
  return found
    .flatMap(({ term, verdict }) =>
      verdict.kind === 'needs_reason' ? [`“${term}” ${REASON_WORDS[verdict.because]}`] : [],
    )
    .join(', ')
}

function findRefusal(text: string): Exclude<RefusedFor, 'listed'> | undefined {
  if (EMAIL.test(text)) return 'email'
  if (HANDLE.test(text)) return 'handle'
  if (ADDRESS.test(text) || isNationalSite(text)) return 'address'
  const isNumber = PHONE.test(text) && !DATE.test(text) && (text.match(/\d/g)?.length ?? 0) >= 7
  return isNumber ? 'phone' : undefined
}

function isNationalSite(text: string): boolean {
  const code = NATIONAL_SITE.exec(text)?.[1]?.toUpperCase()
  if (code === undefined) return false
  return code === 'UK' || new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined
}

function findReason(text: string): ReasonFor | undefined {
  if (looksLikeParty(text)) return 'party'
  if (looksLikeOutlet(text)) return 'outlet'
  if (looksLikeOfficeHolder(text)) return 'office_holder'
  return looksLikeName(text) ? 'name' : undefined
}

function refuse(term: string, because: RefusedFor, what: string): TermVerdict {
  return {
    kind: 'refused',
    because,
    message: `“${term}” ${what}. A profile watches a matter, never a person, party or outlet: use words of the matter.`,
  }
}
