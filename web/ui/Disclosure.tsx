import './page.css'

import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'

type Props = { summary: ReactNode; children: ReactNode; isOpen?: boolean; onToggle?: (isOpen: boolean) => void }

/** More of the same, on request. */
export function Disclosure({ summary, children, isOpen, onToggle }: Props) {
  return (
    <details className="Disclosure" open={isOpen} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" size={14} />
        {summary}
      </summary>
      {children}
    </details>
  )
}
