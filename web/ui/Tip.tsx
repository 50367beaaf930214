import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

/** A short text beside the pointer or the focused control; also its description for screen readers. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <Tooltip className="Tooltip" offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  )
}
