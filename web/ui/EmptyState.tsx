import './states.css'

import type { ReactNode } from 'react'

type Props = {
  title: string
  /** What this place is for. */
  children: ReactNode
  /** The one thing to do about it. */
  action?: ReactNode
  /** What would stand here. */
  example?: ReactNode
}

/** An empty place explains itself: what it is for, one action, one example. */
export function EmptyState({ title, children, action, example }: Props) {
  return (
    <div className="EmptyState">
      <h2>{title}</h2>
      <div>{children}</div>
      {example ? <div className="EmptyState-example">{example}</div> : null}
      {action}
    </div>
  )
}
