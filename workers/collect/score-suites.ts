import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import { cleanHtml } from './clean-html.ts'
import { parseDate } from './parse-date.ts'
import { parseFeed } from './parse-feed.ts'

export const SCORED_FIELDS = ['items', 'feedTitle', 'siteUrl', 'title', 'published', 'id', 'link', 'text'] as const
export type ScoredField = (typeof SCORED_FIELDS)[number]
export type Miss = { file: string; field: ScoredField; wanted: string; got: string }
export type SuiteScore = {
  right: Record<ScoredField, number>
  asked: Record<ScoredField, number>
  misses: Miss[]
  files: number
  unread: string[]
}

type Check = { field: ScoredField; entry: number; wanted: string }

/**
 * Reads every feed of the suites under `folder` whose expectations are data (feedparser, miniflux, gofeed) and counts,
 * field by field, how many stated values come out. Texts and titles are compared without mark-up and spacing.
 */
export function scoreSuites(folder: string): SuiteScore {
  const zero = () => Object.fromEntries(SCORED_FIELDS.map((field) => [field, 0])) as Record<ScoredField, number>
  const score: SuiteScore = { right: zero(), asked: zero(), misses: [], files: 0, unread: [] }
  for (const { file, checks, base } of [
    ...readExpectations(folder, 'feedparser', 'tests'),
    ...readExpectations(folder, 'miniflux', '.'),
    ...readGofeed(folder),
  ]) {
    if (checks.length === 0 || !existsSync(file)) continue
    score.files += 1
    const result = parseFeed(readFileSync(file), { contentType: null, baseUrl: base })
    if (!result.ok) score.unread.push(file)
    for (const check of checks) {
      score.asked[check.field] += 1
      const got = result.ok ? readField(result.feed, check) : ''
      if (isSame(check, got, base)) score.right[check.field] += 1
      else score.misses.push({ file, field: check.field, wanted: check.wanted, got })
    }
  }
  return score
}

function readField(feed: ParsedFeed, { field, entry }: Check): string {
  const item = feed.items[entry]
  switch (field) {
    case 'items':
      return String(feed.items.length)
    case 'feedTitle':
      return feed.title
    case 'siteUrl':
      return feed.siteUrl ?? ''
    case 'published':
      return item?.publishedAt?.toISOString().slice(0, 19) ?? ''
    case 'id':
      return item?.externalId ?? ''
    case 'link':
      return item?.url ?? ''
    default:
      return item?.[field] ?? ''
  }
}

function isSame({ field, wanted }: Check, got: string, base: string | null): boolean {
  if (field === 'published') return got === parseDate(wanted)?.toISOString().slice(0, 19)
  if (field === 'link' || field === 'siteUrl') {
    const resolved = URL.canParse(wanted, base ?? undefined) ? new URL(wanted, base ?? undefined).href : wanted
    return got === resolved || got === wanted
  }
  if (field === 'items' || field === 'id') return got === wanted.trim()
  return plain(got) === plain(wanted) || plain(got) === plain(cleanHtml(wanted, null).text)
}

function plain(text: string): string {
  return text.replace(/\s+/g, '')
}

type Expectation = { file: string; checks: Check[]; base: string | null }
type StatedCheck = { path: (string | number)[]; op: string; value?: unknown }
type StatedFile = { file: string; base?: string; checks: StatedCheck[] | null }

const PATHS: Record<string, ScoredField> = {
  'entries/__len__': 'items',
  'feed/title': 'feedTitle',
  'feed/Title': 'feedTitle',
  'feed/link': 'siteUrl',
  'feed/SiteURL': 'siteUrl',
  'entries/N/title': 'title',
  'entries/N/Title': 'title',
  'entries/N/title_detail/value': 'title',
  'entries/N/link': 'link',
  'entries/N/URL': 'link',
  'entries/N/id': 'id',
  'entries/N/guid': 'id',
  'entries/N/published': 'published',
  'entries/N/Date': 'published',
  'entries/N/Content': 'text',
  'entries/N/content/0/value': 'text',
  'entries/N/description': 'text',
  'entries/N/summary': 'text',
}

function readExpectations(folder: string, suite: string, under: string): Expectation[] {
  const stated = readJson<StatedFile[]>(join(folder, suite, 'expect.json')) ?? []
  return stated.map(({ file, base, checks }) => ({
    file: join(folder, suite, under, file),
    base: base ?? null,
    checks: (checks ?? []).flatMap((check) => {
      const field =
        PATHS[
          check.path
            ?.map((part) => (typeof part === 'number' && part !== 0 ? 'N' : part))
            .join('/')
            .replace('entries/0', 'entries/N') ?? ''
        ]
      const isValue = typeof check.value === 'string' || typeof check.value === 'number'
      return field === undefined || check.op !== '==' || !isValue
        ? []
        : [{ field, entry: Number(check.path[1]) || 0, wanted: String(check.value) }]
    }),
  }))
}

type GofeedFeed = {
  title?: string
  link?: string
  items?: { title?: string; link?: string; guid?: string; published?: string; content?: string; description?: string }[]
}

function readGofeed(folder: string): Expectation[] {
  return ['translator/rss', 'translator/atom', 'translator/json', 'parser/universal'].flatMap((part) => {
    const under = join(folder, 'gofeed/testdata', part)
    const names = existsSync(under) ? readdirSync(under).filter((name) => name.endsWith('.xml')) : []
    return names.flatMap((name) => {
      const feed = readJson<GofeedFeed>(join(under, name.replace(/\.xml$/, '.json')))
      return feed === undefined ? [] : [{ file: join(under, name), base: null, checks: gofeedChecks(feed) }]
    })
  })
}

function gofeedChecks(feed: GofeedFeed): Check[] {
  const checks: Check[] = []
  const add = (field: ScoredField, entry: number, wanted: string | undefined) => {
    if (wanted !== undefined && wanted !== '') checks.push({ field, entry, wanted })
  }
  if (feed.items !== undefined) add('items', 0, String(feed.items.length))
  add('feedTitle', 0, feed.title)
  add('siteUrl', 0, feed.link)
  for (const [entry, item] of (feed.items ?? []).entries()) {
    add('title', entry, item.title)
    add('link', entry, item.link)
    add('id', entry, item.guid)
    add('published', entry, item.published)
    add('text', entry, item.content ?? item.description)
  }
  return checks
}

function readJson<Value>(path: string): Value | undefined {
  if (!existsSync(path) || !existsSync(dirname(path))) return undefined
  return JSON.parse(readFileSync(path, 'utf8')) as Value
}
