import { escapeHtml } from './sanitise-html.ts'

/** Elements of old or private dialects and the standard element that says the same. */
const TAG_RENAMES: readonly (readonly [from: string, to: string])[] = [
  ['fullitem', 'content:encoded'],
  ['xhtml:body', 'content:encoded'],
  ['body', 'content:encoded'],
  ['feedburner:origLink', 'dcterms:isFormatOf'],
  ['pheedo:origLink', 'dcterms:isFormatOf'],
]
const BASE64 =
  /<((?:[\w.-]+:)?(?:title|summary|content|tagline))\b([^<>]*?)\s+mode\s*=\s*["']base64["']([^<>]*)>([A-Za-z0-9+/=\s]*)<\//gi

/** Rewrites what only a few dialects do into what the format mappings know. Cheap when there is nothing to rewrite. */
export function unifyDialect(xml: string): string {
  let text = withoutRootPrefix(xml)
  for (const [from, to] of TAG_RENAMES) {
    if (text.includes(`</${from}>`)) text = text.replaceAll(new RegExp(`<(/?)${from}(?=[\\s>/])`, 'g'), `<$1${to}`)
  }
  if (text.includes('base64')) {
    text = text.replace(
      BASE64,
      (_whole, name: string, before: string, after: string, body: string) =>
        `<${name}${before}${after}>${escapeHtml(decodeBase64(body))}</`,
    )
  }
  return withChannel(text)
}

/** Text that was carried as base64; text that was not comes back as it is. */
export function decodeBase64(body: string): string {
  const packed = body.replace(/\s+/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return body
  const decoded = Buffer.from(packed, 'base64').toString('utf8')
  return decoded.includes('\ufffd') ? body : decoded
}

/** `<r:rss>` and everything of that prefix without it; Atom's and RDF's own prefixes are known and stay. */
function withoutRootPrefix(xml: string): string {
  const prefix = /<([\w.-]+):rss[\s>]/i.exec(xml.slice(0, 4096))?.[1]
  return prefix === undefined ? xml : xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</')
}

/** Entries that stand directly in `<rss>` get the channel they lack. */
function withChannel(xml: string): string {
  const root = /<rss(?:\s[^<>]*)?>/i.exec(xml.slice(0, 8192))
  if (root === null || /<channel[\s>]/i.test(xml)) return xml
  const start = root.index + root[0].length
  const end = xml.toLowerCase().lastIndexOf('</rss>')
  return `${xml.slice(0, start)}<channel>${xml.slice(start, end === -1 ? xml.length : end)}</channel></rss>`
}
