/** One record of a JSON file, as text of its own. */
export type SplitRecord = { row: number; text: string }

export type RecordSplitter = { push(text: string): SplitRecord[]; end(): SplitRecord[] }

/** What wraps a list of items: an object whose member of one of these names is the list. */
const WRAPPED =
  /^\s*\{(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\d.eE+-]+|true|false|null)\s*,)*?\s*"(?:items|data|results|records|articles|posts|entries|rows|documents)"\s*:\s*\[/
/** A wrapper shows itself within so many characters. */
const HEAD_LENGTH = 20_000
const RECORD_LENGTH_MAX = 2_000_000

/**
 * Cuts a JSON file into its records as it comes in: the members of an array, of the list an object wraps, or one object a
 * line. It only counts brackets outside texts; whether a record is valid shows when it is parsed. Never throws.
 */
export function createJsonSplitter(): RecordSplitter {
  let rest = ''
  let row = 0
  let mode: 'unknown' | 'list' | 'lines' | 'over' = 'unknown'
  const take = (isEnd: boolean): SplitRecord[] => {
    if (mode === 'unknown') {
      const begun = begin(rest, isEnd)
      if (begun === null) return []
      mode = begun.mode
      rest = rest.slice(begun.at)
    }
    const records: SplitRecord[] = []
    let at = 0
    while (mode !== 'over') {
      at = skipBetween(rest, at)
      if (at >= rest.length) break
      if (mode === 'list' && rest[at] === ']') {
        mode = 'over'
        break
      }
      const end = mode === 'lines' ? endOfLine(rest, at, isEnd) : endOfValue(rest, at, isEnd)
      const isTooLong = end === null && rest.length - at > RECORD_LENGTH_MAX
      if (end === null && !isEnd && !isTooLong) break
      row += 1
      const stop = end ?? rest.length
      records.push({ row, text: rest.slice(at, Math.min(stop, at + RECORD_LENGTH_MAX)) })
      at = Math.max(stop, at + 1)
      // Nothing after a member that never ends can be told apart.
      if (end === null && mode === 'list') mode = 'over'
    }
    rest = mode === 'over' ? '' : rest.slice(at)
    return records
  }
  return {
    push(text) {
      if (mode !== 'over') rest += text
      return take(false)
    },
    end: () => take(true),
  }
}

function begin(text: string, isEnd: boolean): { mode: 'list' | 'lines'; at: number } | null {
  const first = text.search(/\S/)
  if (first < 0) return null
  if (text[first] === '[') return { mode: 'list', at: first + 1 }
  if (text.length < HEAD_LENGTH && !isEnd) return null
  const wrapped = WRAPPED.exec(text.slice(0, HEAD_LENGTH))
  return wrapped ? { mode: 'list', at: wrapped[0].length } : { mode: 'lines', at: first }
}

function skipBetween(text: string, start: number): number {
  let at = start
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at += 1
  return at
}

/** One object a line; a line that opens more than it closes goes on until it is whole. */
function endOfLine(text: string, start: number, isEnd: boolean): number | null {
  if (text[start] === '{') {
    const whole = endOfValue(text, start, isEnd)
    if (whole !== null) return whole
    if (!isEnd) return null
  }
  const lineEnd = text.indexOf('\n', start)
  if (lineEnd >= 0) return lineEnd
  return isEnd ? text.length : null
}

function endOfValue(text: string, start: number, isEnd: boolean): number | null {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const mark = text[at]
    if (mark === '"') {
      const close = endOfString(text, at)
      if (close === null) return null
      at = close
      if (depth === 0) return at + 1
    } else if (mark === '{' || mark === '[') depth += 1
    else if (mark === '}' || mark === ']') {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && mark === ',') return at
  }
  return isEnd && depth === 0 ? text.length : null
}

function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return null
}
