import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Time } from '../../ui/Time.tsx'
import { sayLanguages } from './say-languages.ts'

/** "14 publishers · 41 items · Spanish, English · first seen 2 h ago". */
export function NarrativeFacts({
  row,
}: {
  row: Pick<NarrativeRow, 'publisherCount' | 'itemCount' | 'languages' | 'firstItemAt'>
}) {
  const parts = [
    t('narratives.publishers', { count: row.publisherCount }),
    t('narratives.items', { count: row.itemCount }),
    sayLanguages(row.languages),
  ].filter(Boolean)
  return (
    <>
      {parts.join(' · ')}
      {' · '}
      <T id="narratives.firstSeen" values={{ when: <Time at={row.firstItemAt} /> }} />
    </>
  )
}
