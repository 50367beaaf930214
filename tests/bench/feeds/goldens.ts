import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS } from './corpus.ts'
import { readJson } from './read-json-file.ts'
import { createChecks, type Check, type Expectation } from './stated-values.ts'

type PlainEntry = Partial<Record<'title' | 'link' | 'guid' | 'id' | 'published' | 'content' | 'description', string>>

/** gofeed's unified model. */
export function readGofeed(): Expectation[] {
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

type GofeedText = string | { value?: string; content?: string }
type GofeedRawEntry = {
  title?: GofeedText
  link?: string
  links?: (string | { href?: string; rel?: string })[]
  id?: string
  guid?: { value?: string }
  pubDate?: string
  published?: string
  description?: string
  content?: GofeedText
  summary?: GofeedText
}

/** gofeed's models of RSS and Atom, one quirk a file. */
export function readGofeedRaw(): Expectation[] {
  const plain = (text: GofeedText | undefined) => (typeof text === 'string' ? text : text?.value)
  return globSync(join(CORPUS, 'gofeed/testdata/parser/{rss,atom}/*.xml')).map((file) => {
    const feed = readJson<{ title?: GofeedText; items?: GofeedRawEntry[]; entries?: GofeedRawEntry[] }>(
      file.replace(/\.xml$/, '.json'),
    )
    const { checks, add } = createChecks()
    add('feedTitle', 0, plain(feed?.title))
    for (const [index, entry] of (feed?.items ?? feed?.entries ?? []).entries()) {
      add('title', index, plain(entry.title))
      add('link', index, entry.link)
      add('id', index, entry.guid?.value ?? entry.id)
      add('published', index, entry.pubDate ?? entry.published)
      add('text', index, plain(entry.content) ?? entry.description ?? plain(entry.summary))
    }
    return { suite: 'gofeed', file, base: null, checks }
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
export function readRssParser(): Expectation[] {
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

/** What feedsmith gives on its own reference files. */
export function readFeedsmith(): Expectation[] {
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
