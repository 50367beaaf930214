import './chart.css'

type Props = {
  /** Counts in equal steps, oldest first. */
  values: readonly number[]
  /** What it shows, in words: it is one picture to a screen reader. */
  label: string
  width?: number
  height?: number
  /** How many of the last values are "now": these carry the accent. */
  recent?: number
}

const BAR_PX = 3
const GAP_PX = 1

/** Zero-based bars small enough for a row. Longer series are summed so that each bar keeps three pixels. */
export function Sparkline({ values, label, width = 96, height = 24, recent }: Props) {
  const room = Math.floor(width / (BAR_PX + GAP_PX))
  const step = Math.max(1, Math.ceil(values.length / room))
  const bars: number[] = []
  for (let end = values.length; end > 0; end -= step) {
    bars.unshift(values.slice(Math.max(0, end - step), end).reduce((sum, value) => sum + value, 0))
  }
  const largest = Math.max(1, ...bars)
  const recentFrom = bars.length - Math.ceil((recent ?? values.length) / step)
  const left = width - bars.length * (BAR_PX + GAP_PX) + GAP_PX
  return (
    <svg
      className="Sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className="Sparkline-base" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {bars.map((value, index) => {
        if (value === 0) return null
        const barHeight = Math.max(2, (value / largest) * (height - 2))
        const tone = index >= recentFrom ? 'Sparkline-recent' : 'Sparkline-before'
        return (
          <rect
            key={index}
            className={tone}
            x={left + index * (BAR_PX + GAP_PX)}
            y={height - 1 - barHeight}
            width={BAR_PX}
            height={barHeight}
            rx={0.5}
          />
        )
      })}
    </svg>
  )
}
