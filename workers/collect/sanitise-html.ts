import sanitize from 'sanitize-html'
import { SILENT_TAGS } from './html-to-text.ts'
import { resolveUrl } from './resolve-url.ts'

const ALLOWED_TAGS = [
  'a',
  'abbr',
  'address',
  'article',
  'aside',
  'b',
  'blockquote',
  'br',
  'caption',
  'cite',
  'code',
  'dd',
  'del',
  'details',
  'dfn',
  'div',
  'dl',
  'dt',
  'em',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'i',
  'ins',
  'kbd',
  'li',
  'main',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  's',
  'samp',
  'section',
  'small',
  'span',
  'strong',
  'sub',
  'summary',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'time',
  'tr',
  'u',
  'ul',
  'var',
]

/**
 * HTML that is safe to store and to show: text structure and links only. Images, media, frames, forms, scripts, styles
 * and every attribute that could load or run something are dropped, because an analyst opening an item must not be seen
 * by whoever published it. Links become absolute http(s) or mailto.
 */
export function sanitiseHtml(html: string, baseUrl: string | null): string {
  if (!html.includes('<')) return escapeLoose(html)
  return sanitize(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      abbr: ['title'],
      time: ['datetime'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      ol: ['start'],
      '*': ['lang', 'dir'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: SILENT_TAGS,
    nestingLimit: 100,
    parser: { lowerCaseTags: true, decodeEntities: true },
    transformTags: {
      a: (tagName, attribs) => {
        const { href, ...kept } = attribs
        const url = href === undefined ? null : /^mailto:/i.test(href.trim()) ? href : resolveUrl(href, baseUrl)
        return { tagName, attribs: url === null ? kept : { ...kept, href: url, rel: 'noopener noreferrer nofollow' } }
      },
    },
  }).trim()
}

/** Plain text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** Text that is already HTML without tags: entities stay, lone ampersands and brackets are escaped. */
function escapeLoose(html: string): string {
  return html
    .replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)/gi, '&amp;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .trim()
}
