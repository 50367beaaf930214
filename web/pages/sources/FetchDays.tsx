import { useQuery } from '@tanstack/react-query'

import { fetchDaysQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatDay, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimelineChart } from '../../ui/TimelineChart.tsx'

const DAY_MS = 86_400_000

/** New items of each of the last thirty days, with a mark where every fetch of a day failed. */
export function FetchDays({ sourceId }: { sourceId: string }) {
  const query = useQuery(fetchDaysQuery(sourceId))
  return (
    <Panel title={t('sources.days')}>
      <QueryPart query={query}>
        {({ days }) => {
          const sum = (count: 'items' | 'fetches' | 'failures') => days.reduce((total, day) => total + day[count], 0)
          const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
          const firstMs = startOf(days[0]?.day ?? '')
          const lastMs = startOf(days.at(-1)?.day ?? '')
          const failed = days.filter(({ fetches, failures }) => fetches > 0 && failures === fetches)
          return (
            <TimelineChart
              points={days.map(({ day, items }) => ({ atMs: startOf(day), value: items }))}
              bucketHours={24}
              fromMs={firstMs}
              toMs={lastMs + DAY_MS - 1}
              marks={failed.map(({ day }) => ({
                id: day,
                atMs: startOf(day) + DAY_MS / 2,
                kind: 'signal' as const,
                label: t('sources.dayFailed', { day: formatDay(`${day}T12:00:00Z`) }),
              }))}
              summary={t('sources.daysSummary', {
                items: formatNumber(sum('items')),
                fetches: formatNumber(sum('fetches')),
                failures: formatNumber(sum('failures')),
              })}
              countLabel={(count) => t('sources.dayItems', { count })}
              aside={t('sources.daysFetches', {
                fetches: formatNumber(sum('fetches')),
                failures: sum('failures'),
              })}
            />
          )
        }}
      </QueryPart>
    </Panel>
  )
}
