import { decodeHTMLStrict } from 'entities'
import type { FeedElement } from './feed-element.ts'
import { escapeHtml } from './escape-html.ts'

const CDATA = '<![CDATA['
const NOISE = /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g
const ESCAPED_TAG = /&lt;\/?[a-z][a-z0-9]*(?:\s|\/?&gt;)/i

/** What an element says: `value` with one level of XML undone, and whether real elements stand in it (then it is HTML). */
export type ElementText = { value: string; isMarkup: boolean }

/**
 * Reads an element's own text. Entities are decoded and CDATA sections opened; where mark-up stands in it unescaped, the
 * mark-up is the value. `isXhtml` says that nothing in it was escaped on purpose, so CDATA is literal text there.
 */
export function readElementText(text: string, element: FeedElement, isXhtml = false): ElementText {
  const slice = text.slice(element.start, element.end)
  if (!slice.includes('<')) return { value: decodeXml(slice), isMarkup: false }
  if (!element.hasMarkup) return { value: openCdata(slice, decodeOutside), isMarkup: false }
  if (isXhtml) return { value: openCdata(slice, withoutNoise, escapeHtml), isMarkup: true }
  // HTML that was escaped, but for a stray tag or two, is read as if all of it had been.
  const isMostlyEscaped = ESCAPED_TAG.test(slice)
  return { value: openCdata(slice, isMostlyEscaped ? decodeOutside : withoutNoise), isMarkup: true }
}

/** XML text with its entities put in. HTML's named ones count too: feeds use them without declaring them. */
function decodeXml(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text
}

function withoutNoise(text: string): string {
  return text.includes('<!--') || text.includes('<?') ? text.replace(NOISE, '') : text
}

function decodeOutside(text: string): string {
  return decodeXml(withoutNoise(text))
}

function openCdata(
  slice: string,
  readOutside: (text: string) => string,
  readInside: (text: string) => string = (text) => text,
): string {
  let value = ''
  let position = 0
  for (;;) {
    const start = slice.indexOf(CDATA, position)
    if (start === -1) return value + readOutside(slice.slice(position))
    const end = slice.indexOf(']]>', start)
    const inside = slice.slice(start + CDATA.length, end === -1 ? slice.length : end)
    value += readOutside(slice.slice(position, start)) + readInside(inside)
    if (end === -1) return value
    position = end + 3
  }
}
