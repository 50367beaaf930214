import { formatDateTime } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import type { Bar, TimelineMark } from './chart-scale.ts'
import { DataTable } from './DataTable.tsx'

type Props = {
  bars: readonly Bar[]
  marks: readonly TimelineMark[]
  caption: string
  countLabel: (count: number) => string
}

/** A timeline as rows: each stretch in which something was counted or happened, newest first. */
export function TimelineTable({ bars, marks, caption, countLabel }: Props) {
  const marksIn = (bar: Bar) => marks.filter(({ atMs }) => atMs >= bar.fromMs && atMs < bar.toMs)
  const rows = bars.filter((bar) => bar.value > 0 || marksIn(bar).length > 0).toReversed()
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(bar) => String(bar.fromMs)}
      stacks={false}
      columns={[
        { id: 'from', title: t('ui.from'), cell: (bar) => formatDateTime(new Date(bar.fromMs)) },
        { id: 'count', title: t('ui.counted'), align: 'end', cell: (bar) => countLabel(bar.value) },
        {
          id: 'marks',
          title: t('ui.happened'),
          cell: (bar) =>
            marksIn(bar)
              .map(({ label }) => label)
              .join(' · '),
        },
      ]}
    />
  )
}
