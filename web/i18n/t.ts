import { i18n } from './i18n.ts'
import type { MessageKey } from './messages.ts'

export type MessageValues = Record<string, string | number>

/** A message of the catalogue in the reader's language; ids are checked when compiling. */
export function t(id: MessageKey, values?: MessageValues): string {
  return i18n._(id, values)
}
