import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS } from './corpus.ts'
import { createChecks, type Check, type Expectation, type ScoredField } from './stated-values.ts'

type StatedCheck = { path: (string | number)[]; op: string; value?: unknown }
type StatedFile = { file: string; base?: string; checks: StatedCheck[] | null }

const FIELD_OF_PATH: Record<string, ScoredField> = {
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

/** Everything the suites state as data: feedparser, miniflux, gofeed, yarr, and what rss-parser and feedsmith give on their own files. */
export function readExpectations(): Expectation[] {
  return [
    ...readStated('feedparser', 'tests'),
    ...readStated('miniflux', '.'),
    ...readGofeed(),
    ...readYarr(),
    ...readRssParser(),
    ...readFeedsmith(),
  ].filter(({ checks, file }) => checks.length > 0 && existsSync(file))
}

function readStated(suite: string, under: string): Expectation[] {
  const stated = readJson<StatedFile[]>(join(CORPUS, suite, 'expect.json')) ?? []
  return stated.map(({ file, base, checks }) => ({
    suite,
    file: join(CORPUS, suite, under, file),
    base: base ?? null,
    checks: (checks ?? []).flatMap(readCheck),
  }))
}

function readCheck({ path, op, value }: StatedCheck): Check[] {
  const [holder, entry] = path ?? []
  const rest = typeof entry === 'number' ? [holder, 'N', ...path.slice(2)] : (path ?? [])
  const field = FIELD_OF_PATH[rest.join('/')]
  const isValue = typeof value === 'string' || typeof value === 'number'
  return field === undefined || op !== '==' || !isValue
    ? []
    : [{ field, entry: Number(entry) || 0, wanted: String(value) }]
}

type PlainEntry = Partial<Record<'title' | 'link' | 'guid' | 'id' | 'published' | 'content' | 'description', string>>

function readGofeed(): Expectation[] {
  return globSync(join(CORPUS, 'gofeed/testdata/{translator/*,parser/universal}/*.xml')).map((file) => {
    const feed = readJson<{ title?: string; link?: string; items?: PlainEntry[] }>(file.replace(/\.xml$/, '.json'))
    const { checks, add } = createChecks()
    add('items', 0, feed?.items?.length)
    add('feedTitle', 0, feed?.title)
    add('siteUrl', 0, feed?.link)
    for (const [entry, item] of (feed?.items ?? []).entries()) {
      add('title', entry, item.title)
      add('link', entry, item.link)
      add('id', entry, item.guid)
      add('published', entry, item.published)
      add('text', entry, item.content ?? item.description)
    }
    return { suite: 'gofeed', file, base: null, checks }
  })
}

/** yarr writes what it expects as lines of its own language in each file's comment. */
function readYarr(): Expectation[] {
  const fields: Record<string, ScoredField> = { Title: 'title', URL: 'link', GUID: 'id', Content: 'text' }
  return globSync(join(CORPUS, 'yarr/src/parser/fixtures/*/*.xml')).map((file) => {
    const { checks, add } = createChecks()
    for (const [, count, entry, name = '', quoted] of readFileSync(file, 'utf8').matchAll(
      /^@ (?:len\(feed\.Items\) == (\d+)|feed\.(?:Items\[(\d+)\]\.)?(\w+) == ("(?:[^"\\]|\\.)*"))$/gm,
    )) {
      if (count !== undefined) add('items', 0, Number(count))
      const wanted: unknown = quoted === undefined ? undefined : JSON.parse(quoted)
      if (entry !== undefined && fields[name] !== undefined) add(fields[name], Number(entry), wanted)
      else if (name === 'Title') add('feedTitle', 0, wanted)
      else if (name === 'SiteURL') add('siteUrl', 0, wanted)
    }
    return { suite: 'yarr', file, base: null, checks }
  })
}

type RssParserEntry = PlainEntry & {
  isoDate?: string
  contentSnippet?: string
  'content:encoded'?: string
  summary?: string
}

/**
 * Left out: texts with mark-up of their own in them, whose parts it reorders; links where the feed states the original address too,
 * which the hub prefers; values it garbled by reading another encoding as UTF-8; one file read with private options.
 */
function readRssParser(): Expectation[] {
  return globSync(join(CORPUS, 'rss-parser/test/output/*.json')).flatMap((golden) => {
    const name = golden.slice(golden.lastIndexOf('/') + 1, -'.json'.length)
    const file = ['rss', 'atom']
      .map((ending) => join(CORPUS, 'rss-parser/test/input', `${name}.${ending}`))
      .find(existsSync)
    const feed = readJson<{ feed?: { title?: string; link?: string; items?: RssParserEntry[] } }>(golden)?.feed
    if (file === undefined || feed === undefined) return []
    const xml = readFileSync(file, 'utf8')
    const isMixed = /<feed[\s>]|<(?:description|content:encoded)>[^<]*<(?!!\[CDATA|\/)/.test(xml)
    const { checks, add } = createChecks()
    add('items', 0, feed.items?.length)
    add('feedTitle', 0, feed.title)
    add('siteUrl', 0, feed.link)
    for (const [entry, item] of (feed.items ?? []).entries()) {
      add('title', entry, item.title)
      if (!/:origLink>/i.test(xml)) add('link', entry, item.link)
      add('id', entry, item.guid ?? item.id)
      add('published', entry, item.isoDate)
      if (!isMixed) add('text', entry, item['content:encoded'] ?? item.content)
    }
    const isGarbled = ({ wanted }: Check) => wanted.includes('\ufffd')
    return name === 'xml2js-options'
      ? []
      : [{ suite: 'rss-parser', file, base: null, checks: checks.filter((check) => !isGarbled(check)) }]
  })
}

type FeedsmithText = string | { value?: string }
type FeedsmithEntry = {
  title?: FeedsmithText
  link?: string
  id?: string
  guid?: { value?: string }
  rdf?: { about?: string }
  links?: { href?: string; rel?: string }[]
  pubDate?: string
  published?: string
  description?: string
  content?: { value?: string; encoded?: string }
  summary?: FeedsmithText
}
type FeedsmithGolden = { title?: FeedsmithText; link?: string; items?: FeedsmithEntry[]; entries?: FeedsmithEntry[] }

function readFeedsmith(): Expectation[] {
  const plain = (text: FeedsmithText | undefined) => (typeof text === 'string' ? text : text?.value)
  return globSync(join(CORPUS, 'feedsmith/src/feeds/*/references/*.xml')).map((file) => {
    const feed = readJson<FeedsmithGolden>(file.replace(/\.xml$/, '.json'))
    const entries = feed?.items ?? feed?.entries
    const { checks, add } = createChecks()
    add('items', 0, entries?.length)
    add('feedTitle', 0, plain(feed?.title))
    add('siteUrl', 0, feed?.link)
    for (const [index, entry] of (entries ?? []).entries()) {
      add('title', index, plain(entry.title))
      add('link', index, entry.link ?? entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href)
      add('id', index, entry.guid?.value ?? entry.rdf?.about ?? entry.id)
      add('published', index, entry.pubDate ?? entry.published)
      add('text', index, entry.content?.encoded ?? entry.content?.value ?? entry.description ?? plain(entry.summary))
    }
    return { suite: 'feedsmith', file, base: null, checks }
  })
}

function readJson<Value>(path: string): Value | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Value) : undefined
}
