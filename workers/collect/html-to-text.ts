import { decodeHTML } from 'entities'
import { Parser } from 'htmlparser2'

/** Elements whose content is never text for a reader. */
export const SILENT_TAGS = [
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'textarea',
  'option',
  'xmp',
  'noembed',
  'noframes',
]
const SILENT = new Set(SILENT_TAGS)
const PARAGRAPH = new Set([
  'p',
  'div',
  'section',
  'article',
  'aside',
  'header',
  'footer',
  'main',
  'nav',
  'ul',
  'ol',
  'dl',
  'table',
  'blockquote',
  'pre',
  'figure',
  'figcaption',
  'form',
  'fieldset',
  'address',
  'details',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'center',
])
const LINE = new Set(['br', 'li', 'tr', 'dt', 'dd', 'summary', 'caption'])
const CELL = new Set(['td', 'th'])

/**
 * HTML as plain text in reading order: paragraphs apart by an empty line, list items and line breaks on lines of their
 * own, white space collapsed as a browser would, scripts and styles left out, entities decoded.
 */
export function htmlToText(html: string): string {
  if (!html.includes('<')) return tidy(html.includes('&') ? decodeHTML(html) : html, false)
  const parts: string[] = []
  let silentDepth = 0
  const parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silentDepth += 1
        else if (silentDepth === 0) parts.push(breakFor(name))
      },
      ontext(text) {
        if (silentDepth === 0) parts.push(text.replace(/\s+/g, ' '))
      },
      onclosetag(name) {
        if (SILENT.has(name)) silentDepth = Math.max(0, silentDepth - 1)
        // A line starts where its element starts; closing it again would leave a gap before the next.
        else if (silentDepth === 0 && PARAGRAPH.has(name) && name !== 'hr') parts.push('\n\n')
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeCDATA: true },
  )
  parser.write(html)
  parser.end()
  return tidy(parts.join(''), true)
}

function breakFor(name: string): string {
  const local = name.slice(name.indexOf(':') + 1)
  if (PARAGRAPH.has(local)) return '\n\n'
  if (LINE.has(local)) return '\n'
  return CELL.has(local) ? ' ' : ''
}

function tidy(text: string, isCollapsed: boolean): string {
  const spaced = isCollapsed ? text.replace(/[^\S\n]+/g, ' ') : text.replace(/\r\n?/g, '\n').replace(/[^\S\n]+/g, ' ')
  return spaced
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
