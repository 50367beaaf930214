const ROOT = /<(?:\?xml\b|(?:[\w.-]+:)?(?:rss|feed|rdf|channel|opml)(?=[\s>/]))/i
/** Characters that XML 1.0 does not allow; broken exports are full of them. */
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export type XmlRoot = 'rss' | 'atom' | 'rdf' | 'html' | 'opml' | 'channel' | null

/**
 * Makes text ready for an XML parser without judging it: what stands before the document (server warnings, blank
 * lines) goes, so do illegal characters and the document type with every entity it declares.
 */
export function prepareXml(text: string): string {
  const start = findDocument(text)
  const clean = (start > 0 ? text.slice(start) : text).replace(ILLEGAL, '')
  return dropDoctype(clean)
}

/** Where the document starts: at the top when only a prolog precedes its root, else where something like a root first stands. */
function findDocument(text: string): number {
  const first = skipProlog(text)
  if (
    /^<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|opml)(?=[\s>/])/i.test(text.slice(first, first + 64)) &&
    text.slice(0, 64).trimStart().startsWith('<')
  )
    return 0
  return ROOT.exec(text.length > 100_000 ? text.slice(0, 100_000) : text)?.index ?? 0
}

function dropDoctype(text: string): string {
  const start = findDoctype(text)
  if (start === -1) return text
  const open = text.indexOf('[', start)
  const plainEnd = text.indexOf('>', start)
  if (plainEnd === -1) return text
  if (open === -1 || open > plainEnd) return text.slice(0, start) + text.slice(plainEnd + 1)
  const close = /\]\s*>/g
  close.lastIndex = open
  const end = close.exec(text)
  if (end === null) return text
  const rest = text.slice(0, start) + text.slice(end.index + end[0].length)
  return expandEntities(rest, text.slice(open, end.index))
}

/** Where the document type stands, if before the first element; what comments and texts say of document types is none. */
function findDoctype(text: string): number {
  let at = text.indexOf('<')
  while (at !== -1 && at < 4096) {
    if (/^<!DOCTYPE\b/i.test(text.slice(at, at + 10))) return at
    const next = text[at + 1]
    if (next !== '?' && next !== '!') return -1
    const end = text.indexOf(text.startsWith('<!--', at) ? '-->' : '>', at + 2)
    at = end === -1 ? -1 : text.indexOf('<', end + 1)
  }
  return -1
}

const MAX_ENTITIES = 64
const MAX_ENTITY_LENGTH = 256

/**
 * Puts in the plain texts a document type declares. Entities that refer to others or to files are left alone, so nothing
 * can multiply; the text grows by no more than a quarter of a kilobyte per use.
 */
function expandEntities(text: string, subset: string): string {
  const values = new Map<string, string>()
  for (const [, name = '', , value = ''] of subset.matchAll(/<!ENTITY\s+([\w.-]+)\s+(["'])([^"'<&%]*)\2\s*>/g)) {
    if (values.size < MAX_ENTITIES && value.length <= MAX_ENTITY_LENGTH && !values.has(name)) values.set(name, value)
  }
  const isSmall = text.length < 1_000_000
  return values.size === 0 || !isSmall
    ? text
    : text.replace(/&([\w.-]{1,64});/g, (whole, name: string) => values.get(name) ?? whole)
}

/** The format a document's first element announces; comments, declarations and the document type are passed over. */
export function sniffRoot(text: string): XmlRoot {
  const start = skipProlog(text)
  const name = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(start, start + 200))?.[1]?.toLowerCase()
  if (name === 'rss') return 'rss'
  if (name === 'feed') return 'atom'
  if (name === 'rdf') return 'rdf'
  if (name === 'opml') return 'opml'
  if (name === 'channel') return 'channel'
  return name === 'html' || name === 'head' || name === 'body' || /<html[\s>]/i.test(text.slice(0, 2000))
    ? 'html'
    : null
}

function skipProlog(text: string): number {
  let at = text.indexOf('<')
  while (at !== -1) {
    const next = text[at + 1]
    if (next !== '?' && next !== '!') return at
    const isComment = text.startsWith('<!--', at)
    const end = text.indexOf(isComment ? '-->' : '>', at + 2)
    if (end === -1) return text.length
    at = text.indexOf('<', end + 1)
  }
  return text.length
}
