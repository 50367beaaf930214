import { COUNTED_MAX, type ItemSearchAnswer, type ItemSort } from '@hub/core/item/item-search.ts'
import { useQuery } from '@tanstack/react-query'

import { itemCountQuery, type ItemSearch } from '../../data/items.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Notice } from '../../ui/Notice.tsx'
import { sayHint } from './say-hint.ts'

type Props = { asked: ItemSearch; sort: ItemSort; answer: ItemSearchAnswer | undefined }

/** How many items match, of how many the order speaks, and what about the query was not read as typed. */
export function ItemsSummary({ asked, sort, answer }: Props) {
  const count = useQuery(itemCountQuery(asked)).data
  const isVoid = answer?.hint && answer.hint.code !== 'ignored_words'
  const isUnranked = sort === 'relevance' && !asked.q
  return (
    <>
      {answer?.hint ? (
        <Notice tone={isVoid ? 'warning' : 'neutral'} role="status">
          {sayHint(answer.hint)}
        </Notice>
      ) : null}
      <p className="ItemsSummary" role="status">
        {isVoid
          ? null
          : count
            ? count.isCapped
              ? t('items.countCapped', { count: formatNumber(COUNTED_MAX) })
              : t('items.count', { count: count.count })
            : t('items.counting')}
        {answer?.rankedAmong ? ` ${t('items.rankedInPart', { count: formatNumber(answer.rankedAmong) })}` : null}
        {isUnranked ? ` ${t('items.unranked')}` : null}
      </p>
    </>
  )
}
