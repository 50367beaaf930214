import type { LogEntryView } from '@hub/core/case/log-entry.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { RESPONSE_OPTIONS } from '@hub/core/response/response-option.ts'

import { formatDateTime, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { TimelineChart, type TimelineMark } from '../../ui/TimelineChart.tsx'
import { useNow } from '../../ui/use-now.ts'

const SHORTEST_MS = 48 * 3_600_000

/** A narrative's items over time with what was measured and what we did about it. */
export function CaseTimeline({ narrative, log }: { narrative: NarrativeDetail; log: readonly LogEntryView[] }) {
  const nowMs = useNow()
  const points = narrative.timeline.map(({ hour, items }) => ({ atMs: Date.parse(hour), value: items }))
  const fromMs = Math.min(points[0]?.atMs ?? nowMs, nowMs - SHORTEST_MS)
  const summary = t('narratives.timelineSummary', {
    count: narrative.itemCount,
    first: formatDateTime(narrative.firstItemAt),
    last: formatDateTime(narrative.lastItemAt),
    peak: formatNumber(Math.max(0, ...points.map(({ value }) => value))),
    signals: narrative.signals.length,
  })
  const signals: TimelineMark[] = narrative.signals.map(({ id, detectedAt, severity }) => ({
    id,
    atMs: Date.parse(detectedAt),
    kind: 'signal',
    label: t('narratives.signalMark', { severity: t(`terms.severityShort.${severity}`) }),
  }))
  return (
    <TimelineChart
      points={points}
      fromMs={fromMs}
      toMs={nowMs}
      marks={[...signals, ...responseMarks(log, fromMs)]}
      summary={summary}
      countLabel={(count) => t('narratives.items', { count })}
    />
  )
}

function responseMarks(log: readonly LogEntryView[], fromMs: number): TimelineMark[] {
  return log.flatMap(({ id, kind, eventAt, content, correctedById }) => {
    const option = RESPONSE_OPTIONS.find((each) => each === content.option)
    const atMs = Date.parse(eventAt)
    if (kind !== 'response' || !option || correctedById || atMs < fromMs) return []
    return { id, atMs, kind: 'act' as const, label: t(`case.option.${option}`) }
  })
}
