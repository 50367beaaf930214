import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'

/** The narratives that its items nearly joined: where to look before merging. */
export function NearNarratives({ near }: { near: NarrativeDetail['alternatives'] }) {
  if (near.length === 0) return <p className="secondary">{t('narratives.nearNone')}</p>
  return (
    <ul className="SideList">
      {near.map(({ narrativeId, title, language, items, score }) => (
        <li key={narrativeId}>
          <Link to="/narratives/$narrativeId" params={{ narrativeId }}>
            <Content language={language}>{title}</Content>
          </Link>
          <p className="secondary">
            {t('narratives.nearItems', { items, score: formatNumber(score, { maximumFractionDigits: 2 }) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
