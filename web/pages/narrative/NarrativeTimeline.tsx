import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'

import { formatDateTime, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { TimelineChart, type TimelineMark } from '../../ui/TimelineChart.tsx'
import { useNow } from '../../ui/use-now.ts'

const SHORTEST_MS = 48 * 3_600_000

/** Items an hour since the narrative began, with its signals and what people decided. */
export function NarrativeTimeline({ narrative, height }: { narrative: NarrativeDetail; height?: number }) {
  const nowMs = useNow()
  const points = narrative.timeline.map(({ hour, items }) => ({ atMs: Date.parse(hour), value: items }))
  const fromMs = Math.min(points[0]?.atMs ?? nowMs, nowMs - SHORTEST_MS)
  const peak = Math.max(0, ...points.map(({ value }) => value))
  const summary = t('narratives.timelineSummary', {
    count: narrative.itemCount,
    first: formatDateTime(narrative.firstItemAt),
    last: formatDateTime(narrative.lastItemAt),
    peak: formatNumber(peak),
    signals: narrative.signals.length,
  })
  return (
    <TimelineChart
      points={points}
      fromMs={fromMs}
      toMs={nowMs}
      marks={listMarks(narrative)}
      summary={summary}
      countLabel={(count) => t('narratives.items', { count })}
      {...(height ? { height } : {})}
    />
  )
}

function listMarks(narrative: NarrativeDetail): TimelineMark[] {
  const signals: TimelineMark[] = narrative.signals.map((signal) => ({
    id: signal.id,
    atMs: Date.parse(signal.detectedAt),
    kind: 'signal',
    label: t('narratives.signalMark', { severity: t(`terms.severityShort.${signal.severity}`) }),
  }))
  const responses: TimelineMark[] = narrative.responses.map(({ caseId, option, at }) => ({
    id: `${caseId} ${at}`,
    atMs: Date.parse(at),
    kind: 'act',
    label: t(`case.option.${option}`),
  }))
  if (!narrative.triagedAt) return [...signals, ...responses]
  const label = narrative.state === 'emerging' ? t('narratives.takenUp') : t(`terms.narrativeState.${narrative.state}`)
  return [...signals, { id: 'triaged', atMs: Date.parse(narrative.triagedAt), kind: 'act', label }, ...responses]
}
