import './states.css'

import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'

type Props = { children: ReactNode; tone?: 'neutral' | 'accent' | 'warning' | 'danger'; role?: 'status' | 'alert' }

/** A passage that stands out on a page and stays there. */
export function Notice({ children, tone = 'neutral', role }: Props) {
  return (
    <div className={`Notice Notice-${tone}`} {...(role ? { role } : {})}>
      {tone === 'warning' || tone === 'danger' ? <Icon name="warning" /> : null}
      <div>{children}</div>
    </div>
  )
}
