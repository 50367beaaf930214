import './button.css'

import { Button as AriaButton } from 'react-aria-components/Button'

import { type ButtonVariant, buttonClass } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { Tip } from './Tip.tsx'

type Props = {
  icon: IconName
  /** What it does: its name and its tooltip. */
  label: string
  onPress?: () => void
  variant?: ButtonVariant
  size?: 'normal' | 'small'
  isDisabled?: boolean
  slot?: string
}

/** A button that is only a sign; its label is spoken and shown as a tooltip. */
export function IconButton({ icon, label, onPress, variant = 'quiet', size, ...rest }: Props) {
  return (
    <Tip text={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={`${buttonClass(variant, size)} Button-icon`}
        {...(onPress ? { onPress } : {})}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tip>
  )
}
