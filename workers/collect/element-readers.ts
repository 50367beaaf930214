import type { FeedElement } from './feed-element.ts'
import { readElementText } from './element-text.ts'
import type { RawLink, RawText, Reader } from './feed-vocabulary.ts'

/** An element together with the document it stands in. */
export type ElementSource = { text: string; element: FeedElement }

/** Base64 of a file is longer; what is shorter and unpacks to no text is a word. */
const SHORTEST_FILE = 24

type ElementReader<Value> = Reader<ElementSource, Value>

const TAGGED = /<(?:p|br|a|b|i|em|strong|div|span|img|ul|ol|li|h[1-6]|blockquote|pre|table|figure|hr)(?:\s[^<>]*)?\/?>/i

/** The words of the first element of that name that has any. */
export function words(name: string): ElementReader<string> {
  return each(name, ({ text, element }) => nonEmpty(readElementText(text, element).value))
}

/** An attribute of the element itself. */
export function ownAttribute(attribute: string): ElementReader<string> {
  return ({ element }) => nonEmpty(element.attributes.get(attribute))
}

/** An attribute of the first element of that name that has it. */
export function attributeOf(name: string, attribute: string): ElementReader<string> {
  return each(name, ownAttribute(attribute))
}

/** What `read` gives on the first element of that name on which it gives anything. */
export function each<Value>(name: string, read: ElementReader<Value>): ElementReader<Value> {
  return ({ text, element }) => {
    for (const child of element.children) {
      const value = child.name === name ? read({ text, element: child }) : undefined
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** RSS text, of which nobody says whether it is HTML. */
export function looseText(name: string): ElementReader<RawText> {
  return each(name, ({ text, element }) => {
    const { value, isMarkup } = readElementText(text, element)
    return value.trim() === ''
      ? undefined
      : { value, type: isMarkup ? 'html' : 'loose', xmlBase: element.attributes.get('xml:base') }
  })
}

/** Atom text, which says by `type` (and in Atom 0.3 by `mode`) how it is to be read. Without either it is literal. */
export function typedText(name: string): ElementReader<RawText> {
  return each(name, readTyped)
}

/** As `typedText`, but text of unstated type that is full of tags counts as HTML: for an entry's body, that is what is meant. */
export function typedBody(name: string): ElementReader<RawText> {
  return each(name, (source) => {
    const found = readTyped(source)
    const isGuessed = found?.type === 'text' && !source.element.attributes.has('type') && TAGGED.test(found.value)
    return isGuessed ? { ...found, type: 'html' } : found
  })
}

function readTyped({ text, element }: ElementSource): RawText | undefined {
  const type = element.attributes.get('type')?.trim().toLowerCase() ?? 'text'
  // Atom carries what is neither text nor XML as base64.
  const isPacked = type.includes('/') && !/^text\/|[/+]xml$|html$/.test(type)
  const isBase64 = isPacked || element.attributes.get('mode')?.trim().toLowerCase() === 'base64'
  const isXhtml = type === 'xhtml' || type === 'application/xhtml+xml'
  const { value, isMarkup } = readElementText(text, element, isXhtml)
  if (value.trim() === '') return undefined
  const isText = !isMarkup && (type === 'text' || type === 'text/plain')
  return {
    value: isBase64 ? decodeBase64(value) : isXhtml ? withoutWrapper(value) : value,
    type: isText ? 'text' : 'html',
    xmlBase: element.attributes.get('xml:base'),
  }
}

/** XHTML comes in a `div` that is no part of it. */
function withoutWrapper(xhtml: string): string {
  return /^\s*<(?:[\w.-]+:)?div(?:\s[^<>]*)?>([^]*)<\/(?:[\w.-]+:)?div\s*>\s*$/i.exec(xhtml)?.[1] ?? xhtml
}

/** Text that was carried as base64; nothing if it was no text; words that were not packed at all come back as they are. */
function decodeBase64(body: string): string {
  const packed = body.replace(/\s+/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return body
  const decoded = Buffer.from(packed, 'base64').toString('utf8')
  if (!decoded.includes('\ufffd')) return decoded
  return packed.length < SHORTEST_FILE ? body : ''
}

/** Media RSS text, which is literal unless it says otherwise. */
export function mediaText(name: string): ElementReader<RawText> {
  return each(name, ({ text, element }) => {
    const { value, isMarkup } = readElementText(text, element)
    if (value.trim() === '') return undefined
    return { value, type: isMarkup || element.attributes.get('type') === 'html' ? 'html' : 'loose' }
  })
}

/** An address written as an element's words, unless the element says that it leads elsewhere than to the page. */
export function linkWords(name: string): ElementReader<RawLink> {
  return each(name, ({ text, element }) => {
    if (!leadsToPage(element)) return undefined
    const href = readElementText(text, element).value.trim()
    return href === '' ? undefined : { href, xmlBase: element.attributes.get('xml:base') }
  })
}

/** An address in an attribute, as enclosures have it. */
export function linkAttribute(name: string, attribute: string): ElementReader<RawLink> {
  const read = attributeOf(name, attribute)
  return (source) => asLink(read(source))
}

/** An address in an attribute of the element itself, as CDF has it. */
export function ownLink(attribute: string): ElementReader<RawLink> {
  const read = ownAttribute(attribute)
  return (source) => asLink(read(source))
}

/** The link to the page: `alternate` (or no relation said), HTML before other types. */
export function pageLink(name: string): ElementReader<RawLink> {
  return ({ element }) => {
    const links = element.children.filter(
      (child) => child.name === name && child.attributes.has('href') && leadsToPage(child),
    )
    const isHtml = (link: FeedElement) => /html/i.test(link.attributes.get('type') ?? '')
    const best = links.find(isHtml) ?? links.find((link) => !link.attributes.has('type')) ?? links[0]
    return best === undefined ? undefined : hrefOf(best)
  }
}

/** A link of one of these relations, in their order, as a last resort. */
export function relatedLink(name: string, relations: readonly string[]): ElementReader<RawLink> {
  return ({ element }) => {
    const links = relations.flatMap((relation) =>
      element.children.filter((child) => child.name === name && child.attributes.get('rel') === relation),
    )
    const found = links.find((link) => link.attributes.has('href'))
    return found === undefined ? undefined : hrefOf(found)
  }
}

/** An id that is a web address, unless the feed says that it is none (`isPermaLink="false"`). */
export function permalink(name: string): ElementReader<RawLink> {
  return each(name, ({ text, element }) =>
    element.attributes.get('ispermalink')?.trim().toLowerCase() === 'false'
      ? undefined
      : asWebAddress(readElementText(text, element).value),
  )
}

/** An attribute of the element itself that is a web address. */
export function ownAddress(attribute: string): ElementReader<RawLink> {
  return ({ element }) => asWebAddress(element.attributes.get(attribute) ?? '')
}

function leadsToPage(link: FeedElement): boolean {
  const relation = link.attributes.get('rel')
  return relation === undefined || /(?:^|\/|\s)alternate$/i.test(relation.trim())
}

function asWebAddress(value: string): RawLink | undefined {
  return /^\s*https?:\/\//i.test(value) ? { href: value.trim() } : undefined
}

function asLink(href: string | undefined): RawLink | undefined {
  return href === undefined ? undefined : { href }
}

function hrefOf(link: FeedElement): RawLink {
  return { href: link.attributes.get('href') ?? '', xmlBase: link.attributes.get('xml:base') }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}
