import type { ItemRow } from '@hub/core/item/item-search.ts'
import { Link } from '@tanstack/react-router'

import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { MarkedParts } from './MarkedParts.tsx'
import { repeatsTitle } from './repeats-title.ts'

/** An item as a row that leads to its page: title, where and when, and the words that were found. */
export function ItemLine({ row }: { row: ItemRow }) {
  const isUntitled = row.title.every(({ text }) => text.trim() === '')
  return (
    <article className="ItemLine">
      <Link to="/items/$itemId" params={{ itemId: row.id }} className="ItemLine-title" data-page-keys="">
        {isUntitled ? t('items.untitled') : <MarkedParts parts={row.title} language={row.language} />}
      </Link>
      <p className="ItemLine-facts">
        <strong>
          <Content>{row.publisher.name}</Content>
        </strong>
        {' · '}
        <Time at={row.publishedAt ?? row.firstSeenAt} />
        {' · '}
        {languageName(row.language)}
        {row.source.title === row.publisher.name ? null : (
          <>
            {' · '}
            <Content>{row.source.title}</Content>
          </>
        )}
      </p>
      {repeatsTitle(row) ? null : (
        <p className="ItemLine-snippet">
          <MarkedParts parts={row.snippet} language={row.language} />
        </p>
      )}
      {row.narrative ? (
        <p className="ItemLine-narrative">
          {t('items.inNarrative')}{' '}
          <Link to="/narratives/$narrativeId" params={{ narrativeId: row.narrative.id }}>
            <Content>{row.narrative.title}</Content>
          </Link>
        </p>
      ) : null}
    </article>
  )
}
