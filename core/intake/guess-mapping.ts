import { z } from 'zod'

import { INCOMING_FIELDS, type IncomingField } from '../item/incoming-item.ts'
import { foldText } from '../item/fold-text.ts'
import { DATE_ORDERS, guessDateOrder, readDate } from '../item/read-date.ts'
import type { FileRecord } from './read-records.ts'

/** Which column holds which field; what no field names is left behind. */
export const importMappingSchema = z.strictObject({
  title: z.string().max(200).optional(),
  text: z.string().max(200).optional(),
  url: z.string().max(200).optional(),
  publishedAt: z.string().max(200).optional(),
  language: z.string().max(200).optional(),
  id: z.string().max(200).optional(),
  publisher: z.string().max(200).optional(),
})
export type ImportMapping = z.infer<typeof importMappingSchema>

/** How rows become items. */
export const importRulesSchema = z.strictObject({
  mapping: importMappingSchema,
  dateOrder: z.enum(DATE_ORDERS).default('day_first'),
  /** Takes e-mail addresses, telephone numbers and handles of accounts out of titles and texts. */
  stripsMarks: z.boolean().default(true),
})
export type ImportRules = z.infer<typeof importRulesSchema>

/** Names of columns as programs and people write them, folded; the earlier one wins. */
const NAMES: Readonly<Record<IncomingField, readonly string[]>> = {
  title: [
    'title',
    'headline',
    'heading',
    'subject',
    'titel',
    'titre',
    'titulo',
    'titolo',
    'titlu',
    'uberschrift',
    'name',
  ],
  text: [
    'text',
    'body',
    'full text',
    'fulltext',
    'content',
    'content text',
    'article',
    'article text',
    'message',
    'description',
    'summary',
    'abstract',
    'snippet',
    'post',
    'texte',
    'texto',
    'testo',
    'inhalt',
    'contenu',
    'contenido',
    'continut',
  ],
  url: [
    'url',
    'link',
    'permalink',
    'address',
    'web address',
    'href',
    'article url',
    'page',
    'uri',
    'adresse',
    'lien',
    'enlace',
  ],
  publishedAt: [
    'published at',
    'publishedat',
    'date published',
    'datepublished',
    'published',
    'publication date',
    'published date',
    'pubdate',
    'pub date',
    'date',
    'datetime',
    'timestamp',
    'created at',
    'time',
    'datum',
    'fecha',
    'data',
  ],
  language: ['language', 'lang', 'language code', 'sprache', 'langue', 'idioma', 'lingua', 'limba'],
  id: ['id', 'guid', 'uuid', 'external id', 'externalid', 'article id', 'item id', 'identifier'],
  publisher: [
    'publisher',
    'source name',
    'source',
    'outlet',
    'media',
    'newspaper',
    'site',
    'site name',
    'domain',
    'medium',
    'quelle',
    'fuente',
    'fonte',
    'sursa',
  ],
}

/** The field a column's name stands for, or null. */
export function fieldOfName(name: string): IncomingField | null {
  const folded = foldName(name)
  return INCOMING_FIELDS.find((field) => NAMES[field].includes(folded)) ?? null
}

function foldName(name: string): string {
  return foldText(name.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * Proposes which column holds which field: by the columns' names, and, where no name is known, by what stands in the first
 * rows (addresses, dates, long texts). A person corrects it.
 */
export function guessMapping(columns: readonly string[], records: readonly FileRecord[]): ImportMapping {
  const mapping: ImportMapping = {}
  const used = new Set<string>()
  const give = (field: IncomingField, column: string | undefined) => {
    if (column === undefined || used.has(column) || mapping[field] !== undefined) return
    mapping[field] = column
    used.add(column)
  }
  for (const field of INCOMING_FIELDS) {
    for (const name of NAMES[field])
      give(
        field,
        columns.find((column) => !used.has(column) && foldName(column) === name),
      )
  }
  const cellsOf = (column: string) =>
    records.map(({ values }) => (values[column] ?? '').trim()).filter((cell) => cell !== '')
  const free = () => columns.filter((column) => !used.has(column))
  const mostly = (test: (cell: string) => boolean) => (column: string) => {
    const cells = cellsOf(column)
    return cells.length > 0 && cells.filter(test).length / cells.length >= 0.8
  }
  give('url', free().find(mostly((cell) => /^https?:\/\/\S+$/i.test(cell))))
  give(
    'publishedAt',
    free().find(
      mostly((cell) => /\d{4}/.test(cell) && (readDate(cell, 'day_first') ?? readDate(cell, 'month_first')) !== null),
    ),
  )
  const lengthOf = (column: string) =>
    cellsOf(column).reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, records.length)
  const wordy = free()
    .filter(mostly((cell) => cell.includes(' ')))
    .sort((a, b) => lengthOf(b) - lengthOf(a))
  if (mapping.text === undefined && wordy[0] !== undefined && (mapping.title !== undefined || wordy.length > 1))
    give('text', wordy[0])
  give(
    'title',
    wordy.find((column) => !used.has(column)),
  )
  return mapping
}

/** The order of day and month in the mapped dates: what they show, or that a person has to say. */
export function guessOrderOf(
  mapping: ImportMapping,
  records: readonly FileRecord[],
): ReturnType<typeof guessDateOrder> {
  const column = mapping.publishedAt
  return guessDateOrder(column === undefined ? [] : records.map(({ values }) => values[column] ?? ''))
}
