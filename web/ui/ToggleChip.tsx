import './chip.css'

import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'

type Props = { children: ReactNode; isOn: boolean; onChange: (isOn: boolean) => void }

/** A filter that is on or off. */
export function ToggleChip({ children, isOn, onChange }: Props) {
  return (
    <ToggleButton
      className="Chip ToggleChip"
      isSelected={isOn}
      onChange={onChange}
      {...(isOn ? { 'data-active': '' } : {})}
    >
      {children}
    </ToggleButton>
  )
}
