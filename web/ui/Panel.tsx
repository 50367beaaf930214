import './page.css'

import { type ReactNode, useId } from 'react'

type Props = {
  title?: ReactNode
  /** Beside the title: a count, a switch, a link. */
  aside?: ReactNode
  children: ReactNode
  /** The content brings its own inner space (lists, tables). */
  isFlush?: boolean
}

/** A bordered part of a page with its own heading. */
export function Panel({ title, aside, children, isFlush }: Props) {
  const id = useId()
  return (
    <section className="Panel" {...(title ? { 'aria-labelledby': id } : {})}>
      {title ? (
        <header className="Panel-head">
          <h2 id={id}>{title}</h2>
          {aside ? <div className="Panel-aside">{aside}</div> : null}
        </header>
      ) : null}
      <div className={isFlush ? 'Panel-flush' : 'Panel-body'}>{children}</div>
    </section>
  )
}
