import type { AddItem } from '@hub/core/intake/add-item.ts'
import { INCOMING_TEXT_MAX, INCOMING_TITLE_MAX } from '@hub/core/item/incoming-item.ts'
import { maskContacts } from '@hub/core/item/mask-people.ts'
import type { PageReading } from '@hub/core/source/page-order.ts'

/** An item as a person writes it. */
export type ItemDraft = {
  title: string
  text: string
  url: string
  publisher: string
  /** A day as 2026-11-22, or nothing. */
  day: string
  /** The moment that the page itself gives; it counts as long as the day is not changed. */
  publishedAt: string | null
  language: string
}

export const EMPTY_DRAFT: ItemDraft = {
  title: '',
  text: '',
  url: '',
  publisher: '',
  day: '',
  publishedAt: null,
  language: '',
}

/** Whether anything was written or pasted into a draft. */
export function hasWords({ title, text, url, publisher }: ItemDraft): boolean {
  return [title, text, url, publisher].some((words) => words.trim() !== '')
}

/** What was read from a page, for the person to look over. */
export function draftOfReading(reading: PageReading): ItemDraft {
  return {
    title: reading.title.slice(0, INCOMING_TITLE_MAX),
    text: reading.text.slice(0, INCOMING_TEXT_MAX),
    url: reading.finalUrl,
    publisher: reading.siteName ?? '',
    day: reading.publishedAt?.slice(0, 10) ?? '',
    publishedAt: reading.publishedAt,
    language: reading.language ?? '',
  }
}

/** The words of a draft as the hub takes them; what nobody said is left out. */
export function wordsOf(draft: ItemDraft): Omit<AddItem, 'profileId' | 'keepsContacts' | 'reason'> {
  const { title, text } = draft
  const [url, publisher, language] = [draft.url.trim(), draft.publisher.trim(), draft.language.trim()]
  const publishedAt = publishedOf(draft)
  return {
    title,
    text,
    ...(url ? { url } : {}),
    ...(publisher ? { publisher } : {}),
    ...(language ? { language } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  }
}

/** When the draft was published, as the hub takes it; undefined when nobody said. */
export function publishedOf({ day, publishedAt }: ItemDraft): string | undefined {
  if (day === '') return undefined
  return publishedAt?.startsWith(day) ? publishedAt : day
}

/** Whether e-mail addresses, telephone numbers or handles of accounts stand in the words. */
export function holdsContacts({ title, text }: Pick<ItemDraft, 'title' | 'text'>): boolean {
  return maskContacts(title) !== title || maskContacts(text) !== text
}
