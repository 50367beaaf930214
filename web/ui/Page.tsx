import './page.css'

import { type ReactNode, use, useEffect } from 'react'
import { createPortal } from 'react-dom'

import { t } from '../i18n/t.ts'
import { TitleSlot } from './title-slot.ts'

type Props = {
  /** The page's name: in the browser's tab, and its heading in the frame's header. */
  title: string
  /** A heading of the page's own, where the name is content of people or feeds. The header then shows `title` as words. */
  heading?: ReactNode
  /** One line about what is shown. */
  lead?: ReactNode
  /** Over the heading: where one came from. */
  back?: ReactNode
  /** The page's one primary action, and quiet ones before it. */
  actions?: ReactNode
  children: ReactNode
  /** Uses the whole width (boards, list–detail). */
  isFull?: boolean
}

/** A page inside the frame: names itself, one heading, one primary action. */
export function Page({ title, heading, lead, back, actions, children, isFull }: Props) {
  const slot = use(TitleSlot)
  useEffect(() => {
    document.title = `${title} · ${t('ui.hub')}`
  }, [title])
  const name = heading ? <p className="Frame-title">{title}</p> : <h1 className="Frame-title">{title}</h1>
  return (
    <div className={isFull ? 'Page Page-full' : 'Page'}>
      {slot ? createPortal(name, slot) : null}
      {heading || lead || back || actions ? (
        <header className="Page-head">
          <div className="Page-titles">
            {back}
            {heading ? <h1>{heading}</h1> : null}
            {lead ? <div className="Page-lead">{lead}</div> : null}
          </div>
          {actions ? <div className="Page-actions">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </div>
  )
}
