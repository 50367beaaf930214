/** What a cheap scan of the mark-up shows before any parser sees it. */
export type XmlMeasure = { maxDepth: number; longestTag: number; entryCount: number; hasEntryEndInCdata: boolean }

/**
 * Measures depth, the longest tag and the number of entries in one linear pass that skips comments and CDATA. Parsers
 * that build trees take seconds on documents that are deep or carry huge tags; this tells them apart in milliseconds.
 */
export function measureXml(text: string): XmlMeasure {
  const measure: XmlMeasure = { maxDepth: 0, longestTag: 0, entryCount: 0, hasEntryEndInCdata: false }
  let depth = 0
  let at = text.indexOf('<')
  while (at !== -1) {
    const end = tagEnd(text, at)
    if (end === -1) break
    const marker = text.charCodeAt(at + 1)
    if (marker === 0x21 && !measure.hasEntryEndInCdata && text.startsWith('<![CDATA[', at))
      measure.hasEntryEndInCdata = /<\/(?:item|entry)>/i.test(text.slice(at, end))
    if (marker === 0x2f) depth = Math.max(0, depth - 1)
    else if (marker !== 0x21 && marker !== 0x3f) {
      measure.longestTag = Math.max(measure.longestTag, end - at)
      if (isEntryTag(text, at)) measure.entryCount += 1
      if (text.charCodeAt(end - 1) !== 0x2f && !isVoidTag(text, at)) {
        depth += 1
        measure.maxDepth = Math.max(measure.maxDepth, depth)
      }
    }
    at = text.indexOf('<', end)
  }
  return measure
}

function tagEnd(text: string, at: number): number {
  if (text.startsWith('<![CDATA[', at)) return text.indexOf(']]>', at)
  if (text.startsWith('<!--', at)) return text.indexOf('-->', at)
  return text.indexOf('>', at)
}

/** HTML written straight into a feed leaves these without an end; they are no depth. */
function isVoidTag(text: string, at: number): boolean {
  return /^(?:br|hr|img|p|input|wbr)[\s>]/i.test(text.slice(at + 1, at + 8))
}

function isEntryTag(text: string, at: number): boolean {
  const name = /^(?:[\w.-]+:)?(?:item|entry)[\s>/]/i.exec(text.slice(at + 1, at + 24))
  return name !== null
}
