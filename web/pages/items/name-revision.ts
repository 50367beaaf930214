import type { ItemRevision } from '@hub/core/item/item-view.ts'

import { formatDateTime } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

/** A wording by its number, when it was seen, and whose it is. */
export function nameRevision({ revision, origin, seenAt }: ItemRevision): string {
  const values = { revision, when: formatDateTime(seenAt) }
  return origin === 'page' ? t('items.pageRevision', values) : t('items.revision', values)
}
