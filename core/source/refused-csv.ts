import type { RefusedEntry } from './import-view.ts'

const HEADINGS = ['line', 'entry', 'why', 'what to do']
/** What a spreadsheet would take for a formula. */
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r]/

/** The refused entries of an import as CSV for spreadsheets, with nothing in it that one would calculate. */
export function refusedCsv(rows: readonly RefusedEntry[]): string {
  const lines = rows.map(({ line, text, reason, todo }) => [line === null ? '' : String(line), text, reason, todo])
  return `\uFEFF${[HEADINGS, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
