import { readFileSync } from 'node:fs'
import { cleanHtml } from '@hub/workers/collect/clean-html.ts'
import { parseDate } from '@hub/workers/collect/parse-date.ts'
import type { PlainFeed, ReadFeed } from './feed-readers.ts'
import { SCORED_FIELDS, type Check, type Expectation, type ScoredField } from './stated-values.ts'

export type Miss = { file: string; field: ScoredField; wanted: string; got: string }
export type FeedScore = {
  right: Record<ScoredField, number>
  asked: Record<ScoredField, number>
  misses: Miss[]
  files: number
  unread: string[]
}

/** Reads every file and counts, field by field, how many stated values come out. Texts are compared without mark-up and spacing. */
export async function scoreFeeds(expectations: readonly Expectation[], read: ReadFeed): Promise<FeedScore> {
  const zero = () => Object.fromEntries(SCORED_FIELDS.map((field) => [field, 0])) as Record<ScoredField, number>
  const score: FeedScore = { right: zero(), asked: zero(), misses: [], files: expectations.length, unread: [] }
  for (const { file, checks, base } of expectations) {
    const feed = await read(readFileSync(file), base).catch(() => null)
    if (feed === null) score.unread.push(file)
    for (const check of checks) {
      score.asked[check.field] += 1
      const got = feed === null ? '' : readField(feed, check)
      if (isSame(check, got, base)) score.right[check.field] += 1
      else score.misses.push({ file, field: check.field, wanted: check.wanted, got })
    }
  }
  return score
}

function readField(feed: PlainFeed, { field, entry }: Check): string {
  if (field === 'items') return String(feed.items.length)
  if (field === 'feedTitle') return feed.title
  return (field === 'siteUrl' ? feed.siteUrl : feed.items[entry]?.[field]) ?? ''
}

function isSame({ field, wanted }: Check, got: string, base: string | null): boolean {
  if (field === 'published') return toSecond(got) === toSecond(wanted)
  if (field === 'link' || field === 'siteUrl') return isSameAddress(got, wanted, base)
  if (field === 'items' || field === 'id') return got.trim() === wanted.trim()
  const readings = [plain(wanted), plain(cleanHtml(wanted, null).text)]
  return readings.includes(plain(got)) || readings.includes(plain(cleanHtml(got, null).text))
}

/** Suites state addresses as written or resolved; a relative one is right when it leads to the same place. */
function isSameAddress(got: string, wanted: string, base: string | null): boolean {
  const resolve = (address: string, against: string | null) =>
    URL.canParse(address.trim(), against ?? undefined)
      ? new URL(address.trim(), against ?? undefined).href
      : address.trim()
  return resolve(got, base) === resolve(wanted, base) || (got !== '' && resolve(got, null) === resolve(wanted, got))
}

function toSecond(date: string): string {
  return parseDate(date)?.toISOString().slice(0, 19) ?? date
}

function plain(text: string): string {
  return text.replace(/\s+/g, '')
}
