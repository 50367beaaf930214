/** Why a stated publication time was not used as it stands. */
export const PUBLISHED_NOTES = ['missing', 'unreadable', 'future', 'clock_ahead', 'too_old'] as const
export type PublishedNote = (typeof PUBLISHED_NOTES)[number]

/** Clocks and zones are wrong by up to a day often enough; a date further ahead is not information. */
export const FUTURE_TOLERANCE_MS = 24 * 60 * 60 * 1000
/** Feeds fill an unknown date with 1970 or 1900; no news feed carries anything older than this. */
export const OLDEST_PUBLISHED_MS = Date.UTC(1990, 0, 1)

/**
 * Decides the publication time to store. Up to a day ahead of `nowMs` becomes now (`clock_ahead`); further ahead, before
 * 1990, unreadable or missing becomes null. The raw text stays with the item, so nothing is lost.
 */
export function clampPublished(
  published: { publishedAt: Date | null; publishedRaw: string | null },
  nowMs: number,
): { publishedAt: Date | null; note: PublishedNote | null } {
  const { publishedAt, publishedRaw } = published
  if (publishedAt === null || Number.isNaN(publishedAt.getTime())) {
    return { publishedAt: null, note: publishedRaw === null || publishedRaw.trim() === '' ? 'missing' : 'unreadable' }
  }
  const atMs = publishedAt.getTime()
  if (atMs > nowMs + FUTURE_TOLERANCE_MS) return { publishedAt: null, note: 'future' }
  if (atMs > nowMs) return { publishedAt: new Date(nowMs), note: 'clock_ahead' }
  if (atMs < OLDEST_PUBLISHED_MS) return { publishedAt: null, note: 'too_old' }
  return { publishedAt, note: null }
}

/**
 * The sentence for a source whose entries carry unusable dates, or null when there is nothing to say.
 * @param notes the notes of one fetch's items
 */
export function describePublishedNotes(notes: readonly (PublishedNote | null)[]): string | null {
  const future = notes.filter((note) => note === 'future').length
  const old = notes.filter((note) => note === 'too_old').length
  const unreadable = notes.filter((note) => note === 'unreadable').length
  const parts = [
    future > 0 ? `${future} dated in the future` : null,
    old > 0 ? `${old} dated before 1990` : null,
    unreadable > 0 ? `${unreadable} with a date that cannot be read` : null,
  ].filter((part) => part !== null)
  if (parts.length === 0) return null
  return `Of ${notes.length} ${notes.length === 1 ? 'entry' : 'entries'}: ${parts.join(', ')}. They are sorted by when we first saw them.`
}
