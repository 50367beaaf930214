import './marks.css'

import type { ReactNode } from 'react'

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warning' | 'danger'

/** A small word about a thing's state. */
export function Badge({ children, tone = 'neutral' }: { children: ReactNode; tone?: BadgeTone }) {
  return <span className={`Badge Badge-${tone}`}>{children}</span>
}
