import './button.css'

import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'

import { Icon, type IconName } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import { Tip } from './Tip.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

type Props = {
  children: ReactNode
  onPress?: () => void
  variant?: ButtonVariant
  size?: 'normal' | 'small'
  icon?: IconName
  /** The single key that does the same on this page, shown on the button. */
  keyHint?: string
  type?: 'button' | 'submit'
  isPending?: boolean
  isDisabled?: boolean
  /** Why it cannot be pressed now: the button stays reachable and says so. */
  disabledReason?: string | null | undefined
  autoFocus?: boolean
  slot?: string
  ariaLabel?: string
  isPressed?: boolean
  form?: string
}

/** The class names of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: 'normal' | 'small' = 'normal'): string {
  return `Button Button-${variant}${size === 'small' ? ' Button-small' : ''}`
}

/** A button with words. A page has one `primary`. */
export function Button({
  children,
  onPress,
  variant,
  size,
  icon,
  keyHint,
  disabledReason,
  ariaLabel,
  isPressed,
  isPending,
  type,
  ...rest
}: Props) {
  const isHeld = Boolean(disabledReason) || isPending === true
  const button = (
    <AriaButton
      {...rest}
      // While it waits for an answer it must send nothing twice, and keep the focus.
      type={isPending ? 'button' : (type ?? 'button')}
      {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      {...(keyHint ? { 'aria-keyshortcuts': keyHint } : {})}
      {...(isHeld ? { 'aria-disabled': true } : {})}
      {...(isPending ? { 'data-pending': '' } : {})}
      className={buttonClass(variant, size)}
      onPress={() => {
        if (!isHeld) onPress?.()
      }}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keyHint ? <Kbd>{keyHint}</Kbd> : null}
    </AriaButton>
  )
  return disabledReason ? <Tip text={disabledReason}>{button}</Tip> : button
}
