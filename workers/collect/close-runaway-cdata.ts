const CDATA = '<![CDATA['

/**
 * A CDATA section whose end is missing runs into what follows. It is closed where the element that holds it ends, but only
 * when it would else swallow another section or an entry's end, so that a text may quote mark-up.
 */
export function closeRunawayCdata(text: string): string {
  const parts: string[] = []
  const neverEnded = new Set<string>()
  let position = 0
  for (;;) {
    const start = text.indexOf(CDATA, position)
    if (start === -1) break
    const end = text.indexOf(']]>', start)
    const close = findHolderEnd(text, start, end, neverEnded)
    const isRunaway = close !== -1 && (end === -1 || swallowsFields(text.slice(close, end)))
    if (!isRunaway && end === -1) break
    const cut = isRunaway ? close : end + 3
    if (isRunaway) parts.push(text.slice(parts.length === 0 ? 0 : position, cut), ']]>')
    else if (parts.length > 0) parts.push(text.slice(position, cut))
    position = cut
  }
  if (parts.length === 0) return text
  parts.push(text.slice(position))
  return parts.join('')
}

/** Where the element that holds the section ends, if that is before the section's own end; else -1. */
function findHolderEnd(text: string, start: number, end: number, neverEnded: Set<string>): number {
  const firstEnd = text.indexOf('</', start)
  if (firstEnd === -1 || (end !== -1 && firstEnd > end)) return -1
  const holder = /<([\w:.-]+)(?:\s[^<>]*)?>\s*$/.exec(text.slice(Math.max(0, start - 300), start))?.[1]
  if (holder === undefined || neverEnded.has(holder)) return -1
  const close = text.indexOf(`</${holder}>`, firstEnd)
  if (close === -1) neverEnded.add(holder)
  return end !== -1 && close > end ? -1 : close
}

function swallowsFields(swallowed: string): boolean {
  return swallowed.includes(CDATA) || /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/i.test(swallowed)
}
