import { formatMoment, formatNumber, formatTimeOfDay } from '../i18n/format.ts'
import { type Bar, niceMax, placeLabels, timeTicks, type TimelineMark } from './chart-scale.ts'

type Props = {
  bars: readonly Bar[]
  marks: readonly TimelineMark[]
  width: number
  height: number
  summary: string
  pointed: Bar | null
  onPoint: (bar: Bar | null) => void
}

const AXIS_PX = 20
const SCALE_PX = 30
const LABEL_PX = 118
const LINE_PX = 15

/** The picture itself: bars, grid, axis in the reader's zone, marks with labels that never cover each other. */
export function TimelinePlot({ bars, marks, width, height, summary, pointed, onPoint }: Props) {
  const fromMs = bars[0]?.fromMs ?? 0
  const toMs = bars.at(-1)?.toMs ?? 1
  const plotWidth = width - SCALE_PX
  const xOf = (atMs: number) => ((atMs - fromMs) / (toMs - fromMs)) * plotWidth
  const inView = marks.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).sort((a, b) => a.atMs - b.atMs)
  const acts = inView.filter(({ kind }) => kind === 'act')
  const lines = placeLabels(
    acts.map(({ atMs }) => clampCentre(xOf(atMs), plotWidth)),
    LABEL_PX,
    2,
  )
  const actLines = acts.length === 0 ? 0 : Math.max(...lines.map((line) => (line ?? -1) + 1))
  const top = actLines * LINE_PX + (inView.length > 0 ? 10 : 4)
  const base = top + height
  const max = niceMax(Math.max(0, ...bars.map(({ value }) => value)))
  const barWidth = Math.max(1, plotWidth / bars.length - 1)
  return (
    <svg width={width} height={base + AXIS_PX} role="img" aria-label={summary} onPointerLeave={() => onPoint(null)}>
      {[max / 2, max].map((value) => {
        const y = base - (value / max) * height
        return (
          <g key={value}>
            <line className="Timeline-grid" x1={0} x2={plotWidth} y1={y} y2={y} />
            <text className="Timeline-text" x={width} y={y + 4} textAnchor="end">
              {formatNumber(value)}
            </text>
          </g>
        )
      })}
      {bars.map((bar) => {
        const barHeight = bar.value === 0 ? 0 : Math.max(1.5, (bar.value / max) * height)
        return (
          <g key={bar.fromMs} onPointerEnter={() => onPoint(bar)}>
            <rect x={xOf(bar.fromMs)} y={top} width={barWidth + 1} height={height} fill="transparent" />
            <rect
              className="Timeline-bar"
              {...(pointed?.fromMs === bar.fromMs ? { 'data-pointed': '' } : {})}
              x={xOf(bar.fromMs)}
              y={base - barHeight}
              width={barWidth}
              height={barHeight}
            />
          </g>
        )
      })}
      <line className="Timeline-base" x1={0} x2={plotWidth} y1={base + 0.5} y2={base + 0.5} />
      <Axis fromMs={fromMs} toMs={toMs} base={base} plotWidth={plotWidth} xOf={xOf} />
      {inView.map((mark) => (
        <Mark key={mark.id} mark={mark} x={xOf(mark.atMs)} top={top} base={base} />
      ))}
      {acts.map((mark, index) => {
        const line = lines[index]
        return line == null ? null : (
          <text
            key={mark.id}
            className="Timeline-text Timeline-act-text"
            x={clampCentre(xOf(mark.atMs), plotWidth)}
            y={11 + line * LINE_PX}
            textAnchor="middle"
          >
            {mark.label}
          </text>
        )
      })}
    </svg>
  )
}

function clampCentre(x: number, plotWidth: number): number {
  return Math.min(Math.max(x, LABEL_PX / 2), plotWidth - LABEL_PX / 2)
}

type AxisProps = { fromMs: number; toMs: number; base: number; plotWidth: number; xOf: (atMs: number) => number }

function Axis({ fromMs, toMs, base, plotWidth, xOf }: AxisProps) {
  const ticks = timeTicks(fromMs, toMs, Math.max(2, Math.floor(plotWidth / 74)))
  return ticks.map(({ atMs, isDay }) => {
    const x = xOf(atMs)
    if (x < 14 || x > plotWidth - 14) return null
    const moment = new Date(atMs)
    return (
      <g key={atMs}>
        <line className="Timeline-base" x1={x} x2={x} y1={base} y2={base + 4} />
        <text className="Timeline-text" x={x} y={base + 16} textAnchor="middle">
          {isDay ? formatMoment(moment, { day: 'numeric', month: 'short' }) : formatTimeOfDay(moment)}
        </text>
      </g>
    )
  })
}

function Mark({ mark, x, top, base }: { mark: TimelineMark; x: number; top: number; base: number }) {
  const isAct = mark.kind === 'act'
  const head = isAct ? `M${x - 4} ${top - 8}h8l-4 7z` : `M${x} ${top - 8}l4 4-4 4-4-4z`
  return (
    <g>
      <title>{mark.label}</title>
      <line className={isAct ? 'Timeline-act' : 'Timeline-signal'} x1={x} x2={x} y1={top - 1} y2={base} />
      <path className={isAct ? 'Timeline-act-head' : 'Timeline-signal-head'} d={head} />
    </g>
  )
}
