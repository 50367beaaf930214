import { parseHttpUrl, urlKey } from '../item/canonical-url.ts'
import { languageCode } from '../item/language-code.ts'
import { maskContacts } from '../item/mask-people.ts'
import { keepAppearance } from '../claim/keep-appearance.ts'
import { TIP_LINK_MAX, TIP_PLACE_MAX, TIP_TEXT_MAX } from './tip.ts'

/** What the public form sends. `website` is a field people do not see; `openedAt` is when the form was shown. */
export type TipWords = Readonly<Record<'text' | 'link' | 'place' | 'language' | 'website' | 'openedAt', string>>
/** The field at fault and what is wrong with it. */
export const TIP_FAULTS = ['text.empty', 'text.short', 'text.long', 'link.not_a_link', 'place.long'] as const
export type TipFault = (typeof TIP_FAULTS)[number]
export type NewTip = {
  text: string
  url: string | null
  urlKey: string | null
  place: string | null
  language: string | null
}
export type TipReading =
  | { kind: 'tip'; tip: NewTip }
  /** Something a person can mend. */
  | { kind: 'faults'; faults: TipFault[] }
  /** Sent faster than anybody reads: shown again, so that a person presses once more and most programs give up. */
  | { kind: 'hasty' }
  /** Sent by a program that fills every field: thanked like anybody, and not kept. */
  | { kind: 'machine' }

/** Nobody reads the page and writes a tip in less. */
const HASTE_MS = 3000
const TEXT_MIN = 10

/**
 * Reads what the public form sent. Names, handles, e-mail addresses and telephone numbers are masked before anything is
 * kept; a link to an account is cut to its site.
 */
export function readTip(words: TipWords, now: Date): TipReading {
  if (words.website.trim() !== '') return { kind: 'machine' }
  const text = tidy(words.text)
  const link = words.link.trim()
  const place = tidy(words.place).replaceAll('\n', ' ')
  const url = link === '' ? null : parseHttpUrl(/^[a-z]+:\/\//i.test(link) ? link : `https://${link}`)
  const faults: TipFault[] = []
  if (text === '' && link === '') faults.push('text.empty')
  else if (text.length > TIP_TEXT_MAX) faults.push('text.long')
  else if (link === '' && text.length < TEXT_MIN) faults.push('text.short')
  if (link !== '' && (url === null || link.length > TIP_LINK_MAX || !url.hostname.includes('.')))
    faults.push('link.not_a_link')
  if (place.length > TIP_PLACE_MAX) faults.push('place.long')
  if (faults.length > 0) return { kind: 'faults', faults }
  if (isHasty(words.openedAt, now)) return { kind: 'hasty' }
  const kept = url === null ? null : keepAppearance(url.href)
  return {
    kind: 'tip',
    tip: {
      text: maskContacts(text),
      url: kept,
      urlKey: kept === null || kept !== url?.href ? null : urlKey(kept),
      place: maskContacts(place) || null,
      language: languageCode(words.language),
    },
  }
}

/** A form without a readable time was not made by the hub; one of the future neither. */
function isHasty(openedAt: string, now: Date): boolean {
  const openedMs = /^\d{13}$/.test(openedAt) ? Number(openedAt) : Number.NaN
  return !(now.getTime() - openedMs >= HASTE_MS)
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
