import type { ItemDetail } from '@hub/core/item/item-view.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { orderFullText, pageOrderQuery } from '../../data/page-orders.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Offers to read an item's own page where the feed gave little, and says how that goes. */
export function FetchFullText({ item }: { item: ItemDetail }) {
  const client = useQueryClient()
  const order = useMutation({ mutationFn: () => orderFullText(item.id) })
  const id = order.data?.id
  const { data: standing } = useQuery({ ...pageOrderQuery(id ?? ''), enabled: id !== undefined })
  const isWaiting = order.isPending || (id !== undefined && (standing?.state ?? 'waiting') === 'waiting')
  const isDone = standing?.state === 'done'
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: ['item', item.id] })
  }, [client, isDone, item.id])
  return (
    <div className="FetchFullText">
      <ActProblem error={order.error} />
      {standing?.state === 'failed' ? (
        <Notice tone="warning" role="status">
          {standing.problem?.message ?? t('items.fullTextFailed')}
        </Notice>
      ) : null}
      <Button onPress={() => order.mutate()} isPending={isWaiting}>
        {t('items.fetchFullText')}
      </Button>
      <p className="secondary Item-note" role="status">
        {isWaiting ? t('items.fullTextWaits') : t('items.fullTextHint')}
      </p>
    </div>
  )
}
