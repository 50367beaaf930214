import { clampPublished } from './clamp-published.ts'
import { excerptOf } from './excerpt.ts'
import type { FeedItem } from './feed-item.ts'
import { parseHttpUrl } from './canonical-url.ts'
import { languageCode } from './language-code.ts'
import { type DateOrder, readDate } from './read-date.ts'

/** What people and programs may say about an item they hand in. There is no author among it, and never will be. */
export const INCOMING_FIELDS = ['title', 'text', 'url', 'publishedAt', 'language', 'id', 'publisher'] as const
export type IncomingField = (typeof INCOMING_FIELDS)[number]
export type IncomingWords = Partial<Record<IncomingField, string | null | undefined>>

/** An item handed in: what a feed entry is, and who published it when they said so. */
export type IncomingItem = FeedItem & { publisher: string | null }
export type IncomingReading = { ok: true; item: IncomingItem } | { ok: false; field: IncomingField; reason: string }

export const INCOMING_TEXT_MAX = 200_000
export const INCOMING_TITLE_MAX = 1_000
const URL_MAX = 4_000
const ID_MAX = 500
const PUBLISHER_MAX = 200
/** A title made from the text when none was given. */
const MADE_TITLE_LENGTH = 120

const REFUSED_DATES: Partial<Record<string, string>> = {
  future: 'lies in the future',
  too_old: 'lies before 1990',
}

/**
 * Reads one handed-in item, or says in a sentence why it cannot be used. It needs a title or a text; a missing title is
 * made from the text. A wrong date or address is refused rather than dropped, since nobody would notice otherwise.
 */
export function readIncomingItem(words: IncomingWords, now: Date, dateOrder: DateOrder = 'day_first'): IncomingReading {
  const [title, text, url, date] = [say(words.title), sayText(words.text), say(words.url), say(words.publishedAt)]
  if (title === '' && text === '') return refuse('title', 'There is neither a title nor a text.')
  if (title.length > INCOMING_TITLE_MAX)
    return refuse(
      'title',
      `The title has ${title.length} characters; ${INCOMING_TITLE_MAX} is the most. Is it the text?`,
    )
  if (text.length > INCOMING_TEXT_MAX)
    return refuse('text', `The text has ${text.length} characters; ${INCOMING_TEXT_MAX} is the most. Shorten it.`)
  const address = url === '' ? null : parseHttpUrl(/^www\./i.test(url) ? `https://${url}` : url)
  if (url !== '' && (address === null || url.length > URL_MAX))
    return refuse(
      'url',
      `“${shorten(url)}” is not a web address. Write it like https://example.org/page, or leave it out.`,
    )
  const publishedAt = date === '' ? null : readDate(date, dateOrder)
  if (date !== '' && publishedAt === null)
    return refuse('publishedAt', `“${shorten(date)}” cannot be read as a date. Write it like 2026-11-22T09:30:00Z.`)
  const { note } = clampPublished({ publishedAt, publishedRaw: date }, now.getTime())
  const fault = note === null ? undefined : REFUSED_DATES[note]
  if (publishedAt !== null && fault !== undefined)
    return refuse('publishedAt', `The date “${shorten(date)}” ${fault}. Correct it, or leave it out.`)
  const id = say(words.id)
  if (id.length > ID_MAX) return refuse('id', `The id has ${id.length} characters; ${ID_MAX} is the most.`)
  return {
    ok: true,
    item: {
      externalId: id === '' ? null : id,
      url: address?.href ?? null,
      title: title === '' ? excerptOf(text, MADE_TITLE_LENGTH) : title,
      text,
      html: '',
      publishedAt,
      publishedRaw: date === '' ? null : date,
      language: languageCode(words.language),
      publisher: say(words.publisher).slice(0, PUBLISHER_MAX) || null,
    },
  }
}

function refuse(field: IncomingField, reason: string): IncomingReading {
  return { ok: false, field, reason }
}

/** One line: surrounding and repeated white space says nothing. */
function say(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\0', '').replaceAll(/\s+/gu, ' ').trim()
}

/** A text keeps its paragraphs. */
function sayText(text: string | null | undefined): string {
  return (text ?? '')
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
