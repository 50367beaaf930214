import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { type ItemOrder, narrativeItemsQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Time } from '../../ui/Time.tsx'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { NarrativeItem } from './NarrativeItem.tsx'

type Props = {
  narrativeId: string
  itemsDeleted?: NarrativeDetail['itemsDeleted']
  isWhyOpen?: boolean
  isShort?: boolean
}

/** The items of a narrative, newest or most central first. */
export function NarrativeItems({ narrativeId, itemsDeleted, isWhyOpen, isShort }: Props) {
  const [order, setOrder] = useState<ItemOrder>('newest')
  const query = useInfiniteQuery(narrativeItemsQuery(narrativeId, order))
  const items = query.data?.pages.flatMap(({ rows }) => rows) ?? []
  const steady = useSteadyRows(items, ({ id }) => id, `${narrativeId} ${order} ${query.data?.pages.length ?? 0}`)
  const choices = [
    { value: 'newest', label: t('narratives.newest') },
    { value: 'central', label: t('narratives.central') },
  ] as const
  return (
    <Panel
      title={t('narratives.itemsTitle')}
      aside={<Segments label={t('narratives.itemOrder')} value={order} onChange={setOrder} choices={choices} />}
      isFlush
    >
      <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
      <QueryPart query={query}>
        {() => (
          <ul className="NarrativeItems" {...steady.guard}>
            {steady.rows.map((item) => (
              <li key={item.id}>
                <NarrativeItem
                  item={item}
                  {...(isWhyOpen === undefined ? {} : { isWhyOpen })}
                  {...(isShort ? { isShort } : {})}
                />
              </li>
            ))}
          </ul>
        )}
      </QueryPart>
      {itemsDeleted ? (
        <p className="NarrativeItems-more secondary">
          <T
            id="retention.itemsDeleted"
            values={{ count: itemsDeleted.count, when: <Time at={itemsDeleted.at} as="day" /> }}
          />
        </p>
      ) : null}
      {query.hasNextPage ? (
        <p className="NarrativeItems-more">
          <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t('ui.more')}
          </Button>
        </p>
      ) : null}
    </Panel>
  )
}
