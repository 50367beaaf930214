/** What a spreadsheet takes for a formula, also after spaces and in full width; a leading tab or return hides one. */
const FORMULA = /^(?:[\s\u00a0\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n])/u

/**
 * One line of a CSV file (RFC 4180): every cell in quotation marks, line ends inside cells kept. A cell that a spreadsheet
 * would run as a formula gets an apostrophe in front, which spreadsheets do not show.
 */
export function writeCsvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${safeCell(cell ?? '')}"`).join(',')}\r\n`
}

function safeCell(cell: string): string {
  const text = cell.replaceAll('\u0000', '').replaceAll('"', '""')
  return FORMULA.test(text.replace(/^"+/u, '')) || FORMULA.test(text) ? `'${text}` : text
}

/** Tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'
