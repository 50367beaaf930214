import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS } from './corpus.ts'
import { readFeedsmith, readGofeed, readGofeedRaw, readRssParser } from './goldens.ts'
import { readJson } from './read-json-file.ts'
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
    ...readGofeedRaw(),
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
