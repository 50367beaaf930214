import './tick.css'

import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'

import { Icon } from './Icon.tsx'

type Props = {
  children?: ReactNode
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isIndeterminate?: boolean
  isDisabled?: boolean
  /** Its name, where no words stand beside it. */
  ariaLabel?: string
}

/** A tick box with its words. */
export function CheckInput({ children, isSelected, onChange, isIndeterminate, isDisabled, ariaLabel }: Props) {
  return (
    <Checkbox
      className="Checkbox"
      isSelected={isSelected}
      onChange={onChange}
      isIndeterminate={isIndeterminate ?? false}
      isDisabled={isDisabled ?? false}
      {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
    >
      <span className="Checkbox-box" aria-hidden="true">
        {isIndeterminate ? <span>–</span> : <Icon name="check" size={14} />}
      </span>
      {children ? <span>{children}</span> : null}
    </Checkbox>
  )
}
