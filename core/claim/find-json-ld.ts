import { Parser } from 'htmlparser2'

import { parseLooseJson } from './parse-loose-json.ts'

/** No page carries more; what does was built to keep a reader busy. */
const MAX_BLOCKS = 50

/**
 * The values of every JSON-LD block of an HTML document or fragment, in order. Mark-up that was escaped once more on its
 * way into a feed is unescaped. Never throws; blocks that cannot be read are left out.
 */
export function findJsonLd(html: string): unknown[] {
  const blocks = readBlocks(html)
  const found = blocks.length === 0 && /&lt;script\b/i.test(html) ? readBlocks(unescapeTags(html)) : blocks
  return found.flatMap(parseLooseJson)
}

function readBlocks(html: string): string[] {
  const blocks: string[] = []
  let block: string[] | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      const isJsonLd = name === 'script' && /^\s*application\/ld\+json\b/i.test(attributes['type'] ?? '')
      block = isJsonLd && blocks.length < MAX_BLOCKS ? [] : null
    },
    ontext(text) {
      block?.push(text)
    },
    onclosetag(name) {
      if (name === 'script' && block !== null) blocks.push(block.join(''))
      if (name === 'script') block = null
    },
  })
  parser.write(html)
  parser.end()
  return blocks
}

function unescapeTags(html: string): string {
  return html
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
}
