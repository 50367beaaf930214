import type { FileShape } from './read-records.ts'
import { createCsvSplitter, guessDelimiter } from './split-csv.ts'
import { fieldOfName } from './guess-mapping.ts'

/** How a file is probably cut, from its name and the beginning of its text. A person may say otherwise. */
export function guessShape(name: string, sample: string): FileShape {
  const text = sample.replace(/^\uFEFF/, '').trimStart()
  const isJson = /\.(?:json|jsonl|ndjson)$/i.test(name) || /^(?:\[\s*\{|\{\s*")/.test(text)
  if (isJson && /^[[{]/.test(text)) return { format: 'json', delimiter: ',', hasHeading: true }
  const delimiter = guessDelimiter(text)
  const splitter = createCsvSplitter(delimiter)
  const first = [...splitter.push(text), ...splitter.end()].find(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  )
  return { format: 'csv', delimiter, hasHeading: first === undefined || isHeading(first.cells) }
}

/** A heading names things: it has no address, no date and no long text, unless it uses names we know. */
function isHeading(cells: readonly string[]): boolean {
  if (cells.some((cell) => fieldOfName(cell) !== null)) return true
  return !cells.some((cell) => /^https?:\/\//i.test(cell.trim()) || /\d{4}/.test(cell) || cell.length > 60)
}
