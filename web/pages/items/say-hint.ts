import type { SearchHint } from '@hub/core/item/item-search.ts'

import { t } from '../../i18n/t.ts'

/** What to say about a query that could not be read as it was typed, with what to do about it. */
export function sayHint({ code, word }: SearchHint): string {
  return t(`items.hint.${code}`, { word })
}
