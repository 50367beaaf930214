import { z } from 'zod'

import { createCsvSplitter, type SplitRow } from './split-csv.ts'
import { createJsonSplitter } from './split-json.ts'

export const FILE_FORMATS = ['csv', 'json'] as const

/** How a file's text is cut into rows and cells. */
export const fileShapeSchema = z.strictObject({
  format: z.enum(FILE_FORMATS),
  delimiter: z.string().length(1).default(','),
  /** Whether the first row names the columns; without it they are called Column 1, Column 2, … */
  hasHeading: z.boolean().default(true),
})
export type FileShape = z.infer<typeof fileShapeSchema>

/** A row with its cells by column; `fault` says why it cannot be read, and then `shown` is what stood there. */
export type FileRecord = { row: number; values: Readonly<Record<string, string>>; shown: string; fault: string | null }

export type RecordReader = { push(text: string): FileRecord[]; end(): FileRecord[]; columns(): readonly string[] }

const SHOWN_LENGTH = 300

/** Reads a file's text, part by part, into records; empty rows are passed over but counted. Never throws. */
export function createRecordReader(shape: FileShape): RecordReader {
  return shape.format === 'csv' ? readCsv(shape) : readJson()
}

function readCsv({ delimiter, hasHeading }: FileShape): RecordReader {
  const splitter = createCsvSplitter(delimiter)
  let columns: string[] | null = null
  const read = (rows: readonly SplitRow[]): FileRecord[] =>
    rows.flatMap(({ row, cells, fault }): FileRecord[] => {
      if (cells.every((cell) => cell.trim() === '')) return []
      if (columns === null) {
        columns = hasHeading ? nameColumns(cells) : cells.map((_, at) => `Column ${at + 1}`)
        if (hasHeading) return []
      }
      const shown = shorten(cells.join(` ${delimiter === '\t' ? '|' : delimiter} `))
      if (fault !== null) return [{ row, values: {}, shown, fault }]
      while (!hasHeading && columns.length < cells.length) columns.push(`Column ${columns.length + 1}`)
      const surplus = cells.slice(columns.length).filter((cell) => cell.trim() !== '')
      if (surplus.length > 0) {
        const words = `The row has ${cells.length} cells; there are ${columns.length} columns. Is a text with the delimiter in it not quoted?`
        return [{ row, values: {}, shown, fault: words }]
      }
      const values: Record<string, string> = {}
      for (const [at, name] of columns.entries()) values[name] = cells[at] ?? ''
      return [{ row, values, shown, fault: null }]
    })
  let isFirst = true
  return {
    push(text) {
      const plain = isFirst ? text.replace(/^\uFEFF/, '') : text
      if (text !== '') isFirst = false
      return read(splitter.push(plain))
    },
    end: () => read(splitter.end()),
    columns: () => columns ?? [],
  }
}

/** Names of columns; an empty one is numbered, a second of the same name too. */
function nameColumns(cells: readonly string[]): string[] {
  const used = new Set<string>()
  return cells.map((cell, at) => {
    const plain = cell.replaceAll(/\s+/g, ' ').trim().slice(0, 120) || `Column ${at + 1}`
    let name = plain
    for (let count = 2; used.has(name); count += 1) name = `${plain} (${count})`
    used.add(name)
    return name
  })
}

const objectSchema = z.record(z.string(), z.unknown())

function readJson(): RecordReader {
  const splitter = createJsonSplitter()
  const columns = new Set<string>()
  const read = (records: readonly { row: number; text: string }[]): FileRecord[] =>
    records.map(({ row, text }) => {
      const shown = shorten(text.replaceAll(/\s+/g, ' '))
      const parsed = objectSchema.safeParse(parseJson(text))
      if (!parsed.success || Array.isArray(parsed.data)) {
        return {
          row,
          values: {},
          shown,
          fault: 'This is not a JSON object. An item is written like {"title": "…", "text": "…"}.',
        }
      }
      const values = flatten(parsed.data)
      for (const name of Object.keys(values)) columns.add(name)
      return { row, values, shown, fault: null }
    })
  let isFirst = true
  return {
    push(text) {
      const plain = isFirst ? text.replace(/^\uFEFF/, '') : text
      if (text !== '') isFirst = false
      return read(splitter.push(plain))
    },
    end: () => read(splitter.end()),
    columns: () => [...columns],
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Members as cells: `source.name` for a member of a member, lists of words joined. */
function flatten(object: Readonly<Record<string, unknown>>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(object)) {
    const inner = Array.isArray(value) ? undefined : objectSchema.safeParse(value)
    if (inner?.success) {
      for (const [innerName, innerValue] of Object.entries(inner.data)) {
        const cell = cellOf(innerValue)
        if (cell !== null) values[`${name}.${innerName}`] = cell
      }
    } else {
      const cell = cellOf(value)
      if (cell !== null) values[name] = cell
    }
  }
  return values
}

function cellOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === null || value === undefined) return ''
  return Array.isArray(value)
    ? value
        .map((part) => cellOf(part) ?? '')
        .filter((part) => part !== '')
        .join(', ')
    : null
}

function shorten(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}
