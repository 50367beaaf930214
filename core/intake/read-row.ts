import { INCOMING_FIELDS, type IncomingItem, type IncomingWords, readIncomingItem } from '../item/incoming-item.ts'
import { maskContacts } from '../item/mask-people.ts'
import type { ImportRules } from './guess-mapping.ts'
import type { FileRecord } from './read-records.ts'

export type RowReading = { row: number } & (
  | { ok: true; item: IncomingItem }
  | { ok: false; shown: string; reason: string }
)

/** An id that is unique anywhere: numbers such as 1, 2, 3 of two files are not the same items. */
const UNIQUE_ANYWHERE = /^(?:[a-z][a-z0-9+.-]*:\S{6,}|[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}|\S{16,})$/i

/** Makes a row into an item by the person's mapping, or says in a sentence why it is refused. */
export function readRow(record: FileRecord, rules: ImportRules, now: Date): RowReading {
  const { row, shown } = record
  if (record.fault !== null) return { row, ok: false, shown, reason: record.fault }
  const words: IncomingWords = {}
  for (const field of INCOMING_FIELDS) {
    const column = rules.mapping[field]
    if (column !== undefined) words[field] = record.values[column]
  }
  if (rules.stripsMarks) {
    words.title = maskContacts(words.title ?? '')
    words.text = maskContacts(words.text ?? '')
  }
  const reading = readIncomingItem(words, now, rules.dateOrder)
  if (!reading.ok) return { row, ok: false, shown, reason: reading.reason }
  const { externalId } = reading.item
  const isUnique = externalId !== null && UNIQUE_ANYWHERE.test(externalId)
  return { row, ok: true, item: { ...reading.item, externalId: isUnique ? externalId : null } }
}
