import './overlay.css'
import './choice.css'
import './button.css'

import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'

import { type ButtonVariant, buttonClass } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'

export type MenuEntry =
  | {
      id: string
      label: ReactNode
      /** What typing finds and screen readers hear; needed where `label` is an element. */
      text?: string
      onAction: () => void
      hint?: string
      key?: string
      isChosen?: boolean
      isDanger?: boolean
      isDisabled?: boolean
    }
  | 'rule'

type Props = {
  /** What the button shows; leave out for the three dots. */
  children?: ReactNode
  /** The button's name when it shows no words. */
  label?: string
  entries: readonly MenuEntry[]
  variant?: ButtonVariant
  size?: 'normal' | 'small'
  className?: string
}

/** A button that opens a menu of acts. An entry that is disabled says why in its hint. */
export function MenuButton({ children, label, entries, variant = 'quiet', size, className }: Props) {
  return (
    <MenuTrigger>
      <Button
        {...(label ? { 'aria-label': label } : {})}
        className={`${buttonClass(variant, size)}${children ? '' : ' Button-icon'}${className ? ` ${className}` : ''}`}
      >
        {children ?? <Icon name="more" />}
        {children ? <Icon name="chevron" /> : null}
      </Button>
      <Popover className="Popover" placement="bottom end" offset={4}>
        <Menu className="Menu">
          {entries.map((entry, index) =>
            entry === 'rule' ? (
              <Separator key={`rule-${index}`} className="Menu-rule" />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.text ?? (typeof entry.label === 'string' ? entry.label : entry.id)}
                onAction={entry.onAction}
                isDisabled={entry.isDisabled ?? false}
                className={entry.isDanger ? 'Option Option-danger' : 'Option'}
              >
                <span className="Option-text">
                  <span>{entry.label}</span>
                  {entry.hint ? <span className="Option-hint">{entry.hint}</span> : null}
                </span>
                {entry.isChosen ? <Icon name="check" /> : null}
                {entry.key ? <Kbd>{entry.key}</Kbd> : null}
              </MenuItem>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
