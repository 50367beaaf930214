/** Larger blocks are no mark-up of a page. */
const MAX_LENGTH = 2_000_000

/**
 * The values in a block that is meant as JSON: strict JSON, else once more after mending what content systems get wrong
 * (comments and CDATA marks around it, entities for quotation marks, raw line ends inside strings, trailing commas, a
 * closing semicolon, several objects in a row). Returns an empty list when nothing can be read; never throws.
 */
export function parseLooseJson(text: string): unknown[] {
  if (text.length > MAX_LENGTH) return []
  const bare = unwrap(text)
  for (const attempt of [bare, unescapeEntities(bare)]) {
    const strict = parse(attempt)
    if (strict !== undefined) return [strict]
    const mended = mendJson(attempt)
    const value = parse(mended) ?? parse(`[${mended.replace(/\}\s*,?\s*\{/g, '},{')}]`)
    if (value !== undefined) return [value]
  }
  return []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unwrap(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .trim()
    .replace(/^(?:\/\/\s*|\/\*\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*\/)?/, '')
    .replace(/(?:\/\/\s*|\/\*\s*)?(?:\]\]>|-->)(?:\s*\*\/)?$/, '')
    .trim()
    .replace(/;$/, '')
}

function unescapeEntities(text: string): string {
  return text
    .replace(/&(?:quot|#34|#x22);/gi, '"')
    .replace(/&(?:lt|#60);/gi, '<')
    .replace(/&(?:gt|#62);/gi, '>')
    .replace(/&(?:#0?39|apos);/gi, "'")
    .replace(/&(?:amp|#38);/gi, '&')
}

/** Drops commas before a closing bracket and comments between values, and escapes control characters inside strings. */
function mendJson(text: string): string {
  const out: string[] = []
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (isInString) {
      if (char === '\\') out.push(char, text.charAt((at += 1)))
      else if (char < ' ') out.push(escapeControl(char))
      else out.push(char)
      if (char === '"') isInString = false
    } else if (char === '"') {
      isInString = true
      out.push(char)
    } else if (char === '/' && text.charAt(at + 1) === '*') {
      const end = text.indexOf('*/', at + 2)
      at = end === -1 ? text.length : end + 1
    } else if ((char === '}' || char === ']') && lastMark(out) === ',') {
      dropLastComma(out)
      out.push(char)
    } else out.push(char)
  }
  return out.join('')
}

function escapeControl(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function lastMark(out: readonly string[]): string | undefined {
  return out.findLast((char) => char.trim() !== '')
}

function dropLastComma(out: string[]): void {
  const at = out.lastIndexOf(',')
  if (at !== -1) out.splice(at, 1)
}
