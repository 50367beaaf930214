import './chart.css'

import { type ReactNode, useState } from 'react'

import { formatDateTime } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { Button } from './Button.tsx'
import { type Bar, bucketPoints, chooseBucketHours, type Point, type TimelineMark } from './chart-scale.ts'
import { TimelinePlot } from './TimelinePlot.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import { useWidth } from './use-width.ts'

export type { TimelineMark } from './chart-scale.ts'

type Props = {
  /** Counts by moment; gaps are zero. */
  points: readonly Point[]
  fromMs: number
  toMs: number
  marks?: readonly TimelineMark[]
  /** The whole chart in one sentence, for those who do not see it. */
  summary: string
  /** What one bar counts, as "12 items". */
  countLabel: (count: number) => string
  height?: number
  /** How much one bar covers, where the points have a step of their own; otherwise what fits. */
  bucketHours?: number
  aside?: ReactNode
}

/** Bars over time from zero, with marks for signals and people's acts, and the same as a table one press away. */
export function TimelineChart({
  points,
  fromMs,
  toMs,
  marks = [],
  summary,
  countLabel,
  height = 132,
  aside,
  ...rest
}: Props) {
  const [plot, width] = useWidth<HTMLDivElement>(640)
  const [isTable, setIsTable] = useState(false)
  const [pointed, setPointed] = useState<Bar | null>(null)
  const bucketHours = rest.bucketHours ?? chooseBucketHours(toMs - fromMs, width - 36)
  const bars = bucketPoints(points, fromMs, toMs, bucketHours)
  return (
    <figure className="Timeline" ref={plot}>
      <div className="Timeline-head">
        {pointed ? (
          <span className="Timeline-readout" aria-hidden="true">
            {formatDateTime(new Date(pointed.fromMs))} · {countLabel(pointed.value)}
          </span>
        ) : (
          <span>{t('ui.perBucket', { hours: bucketHours })}</span>
        )}
        <span>
          {aside}
          <Button variant="quiet" size="small" icon={isTable ? 'chart' : 'table'} onPress={() => setIsTable(!isTable)}>
            {isTable ? t('ui.showChart') : t('ui.showTable')}
          </Button>
        </span>
      </div>
      {isTable ? (
        <TimelineTable bars={bars} marks={marks} caption={summary} countLabel={countLabel} />
      ) : (
        <TimelinePlot
          bars={bars}
          marks={marks}
          width={width}
          height={height}
          summary={summary}
          pointed={pointed}
          onPoint={setPointed}
        />
      )}
    </figure>
  )
}
