import './marks.css'

const SHAPES = {
  1: <path d="M6 1.2 11.4 10.800H.600z" />,
  2: <path d="M6 .600 11.400 6 6 11.400.600 6z" />,
  3: <circle cx="6" cy="6" r="5" />,
  4: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
} as const

export type SeverityLevel = keyof typeof SHAPES

type Props = {
  /** 1 most urgent to 4 least; null: not rated yet. */
  level: SeverityLevel | null
  label: string
  /** `shape`: the label is spoken and in the title only, where a column already names it. */
  show?: 'both' | 'shape'
}

/** Urgency by shape, colour and label at once: ▲ ◆ ● ○. */
export function SeverityMark({ level, label, show = 'both' }: Props) {
  return (
    <span className={`Severity Severity-${level ?? 'none'}`} title={label}>
      <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
        {level ? SHAPES[level] : <path d="M3 6h6" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" />}
      </svg>
      <span className={show === 'shape' ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  )
}
