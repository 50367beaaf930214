/**
 * One row of a file: `row` counts as spreadsheets do, from 1 with the heading. `fault` says why it cannot be read; then
 * `cells` holds what stood there.
 */
export type SplitRow = { row: number; cells: string[]; fault: string | null }

export type RowSplitter = {
  /** Takes the next part of the text and answers the rows that are complete. */
  push(text: string): SplitRow[]
  /** Answers what is left. */
  end(): SplitRow[]
}

/** A row longer than this has a quotation mark that nobody closed. */
const ROW_LENGTH_MAX = 1_000_000
const UNCLOSED = 'A quotation mark opens a text that is never closed. Close it, or double it inside a quoted text.'

type Found = { cells: string[]; next: number }

/**
 * Splits CSV text (RFC 4180, read leniently: any delimiter and line end, quotes inside an unquoted text, words after a
 * closed quote) as it comes in, part by part. It never throws: a quote that is never closed costs its own row alone.
 */
export function createCsvSplitter(delimiter: string): RowSplitter {
  let rest = ''
  let row = 0
  const take = (isEnd: boolean): SplitRow[] => {
    const rows: SplitRow[] = []
    let at = 0
    while (at < rest.length) {
      const found = readRow(rest, at, delimiter, isEnd)
      if (found !== null) {
        row += 1
        rows.push({ row, cells: found.cells, fault: null })
        at = found.next
      } else if (isEnd || rest.length - at > ROW_LENGTH_MAX) {
        const lineEnd = rest.indexOf('\n', at)
        const until = lineEnd < 0 ? rest.length : lineEnd
        row += 1
        rows.push({ row, cells: [rest.slice(at, until).replace(/\r$/, '')], fault: UNCLOSED })
        at = until + 1
      } else break
    }
    rest = rest.slice(at)
    return rows
  }
  return {
    push(text) {
      rest += text
      return take(false)
    },
    end: () => take(true),
  }
}

/** The row that begins at `start`, or null while its end is not there. */
function readRow(text: string, start: number, delimiter: string, isEnd: boolean): Found | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = readCell(text, at, delimiter, isEnd)
    if (cell === null) return null
    cells.push(cell.value)
    at = cell.end
    if (at >= text.length) return isEnd ? { cells, next: text.length } : null
    const mark = text[at]
    if (mark === delimiter) {
      at += 1
      // A delimiter at the very end opens one more, empty cell.
      if (at >= text.length && isEnd) return { cells: [...cells, ''], next: at }
      continue
    }
    if (mark === '\n') return { cells, next: at + 1 }
    // A carriage return alone ends a row too; whether a line feed follows may only show in the next part.
    if (at + 1 >= text.length && !isEnd) return null
    return { cells, next: text[at + 1] === '\n' ? at + 2 : at + 1 }
  }
}

function readCell(
  text: string,
  start: number,
  delimiter: string,
  isEnd: boolean,
): { value: string; end: number } | null {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter)
    return { value: text.slice(start, end), end }
  }
  let value = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    if (quote + 1 >= text.length && !isEnd) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      const end = endOfPlain(text, quote + 1, delimiter)
      return { value: value + text.slice(quote + 1, end), end }
    }
    value += '"'
    at = quote + 2
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start
  for (; at < text.length; at += 1) {
    const mark = text[at]
    if (mark === delimiter || mark === '\n' || mark === '\r') break
  }
  return at
}

const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]
const ROWS_COMPARED = 30

/** Which mark stands between the cells: the one that cuts most rows into the same number of them, of more than one. */
export function guessDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const splitter = createCsvSplitter(delimiter)
    const whole = splitter.push(sample)
    const rows = (whole.length > 1 ? whole : [...whole, ...splitter.end()])
      .filter(({ cells, fault }) => fault === null && cells.some((cell) => cell.trim() !== ''))
      .slice(0, ROWS_COMPARED)
    const widths = new Map<number, number>()
    for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    const [width, alike] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [1, 0]
    const score = width > 1 ? alike * Math.min(width, 20) : 0
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
