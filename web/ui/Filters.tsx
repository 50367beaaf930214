import './chip.css'

import type { ReactNode } from 'react'

/** The row of chips over a list. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="Filters" role="group" aria-label={label}>
      {children}
    </div>
  )
}
