import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'

import { t } from '../../i18n/t.ts'

/** The words a narrative is made of, heaviest first. */
export function KeyTerms({ terms }: { terms: NarrativeRow['keyTerms'] }) {
  if (terms.length === 0) return <p className="secondary">{t('narratives.noTerms')}</p>
  return (
    <ul className="KeyTerms" data-content="">
      {terms.map(({ term }) => (
        <li key={term} dir="auto">
          {term}
        </li>
      ))}
    </ul>
  )
}
