import './source-page.css'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { refusedCsvAddress, refusedQuery } from '../../data/source-imports.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'

type Props = { importId: string; count: number; isOpen: boolean }

/** The entries that were not taken, each with its line, the reason and what to do; all of them as CSV. */
export function RefusedEntries({ importId, count, isOpen }: Props) {
  const client = useQueryClient()
  const query = useInfiniteQuery(refusedQuery(importId))
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['import', importId, 'refused'] })
  }, [client, importId, count, isOpen])
  const download = (
    <a href={refusedCsvAddress(importId)} download className={buttonClass('secondary', 'small')}>
      {t('sources.reportCsv')}
    </a>
  )
  return (
    <Panel title={t('sources.reportRefusedTitle', { count })} aside={download}>
      <QueryPart query={query}>
        {({ pages }) => (
          <DataTable
            caption={t('sources.reportRefused')}
            rows={pages.flatMap(({ rows }) => rows)}
            rowKey={({ position }) => String(position)}
            columns={[
              {
                id: 'line',
                title: t('sources.reportLine'),
                cell: ({ line }) => (line === null ? null : formatNumber(line)),
              },
              {
                id: 'text',
                title: t('sources.reportEntry'),
                isLead: true,
                cell: ({ text }) => (
                  <span className="RefusedEntry">
                    <Content>{text}</Content>
                  </span>
                ),
              },
              { id: 'reason', title: t('sources.reportReason'), cell: ({ reason }) => <Content>{reason}</Content> },
              { id: 'todo', title: t('sources.reportTodo'), cell: ({ todo }) => <Content>{todo}</Content> },
            ]}
          />
        )}
      </QueryPart>
      {query.hasNextPage ? (
        <div className="SourcePage-more">
          <Button size="small" onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t('ui.more')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}
