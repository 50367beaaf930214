import './chip.css'
import './choice.css'

import { Button } from 'react-aria-components/Button'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'

import { Icon } from './Icon.tsx'
import { type Choice, Options } from './Options.tsx'

type Props<T extends string> = {
  /** What is filtered: spoken, not shown. */
  label: string
  value: T
  onChange: (value: T) => void
  /** The first is the neutral one ("any language"). Labels read on as one sentence with the chips beside them. */
  choices: readonly Choice<T>[]
}

/** One word of the sentence that says what a list shows: press to change it. */
export function FilterChip<T extends string>({ label, value, onChange, choices }: Props<T>) {
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0]
  const isActive = chosen !== choices[0]
  return (
    <Select
      aria-label={label}
      value={chosen?.value ?? null}
      onChange={(key) => {
        const choice = choices.find((candidate) => candidate.value === key)
        if (choice) onChange(choice.value)
      }}
    >
      <Button className="Chip" {...(isActive ? { 'data-active': '' } : {})}>
        <SelectValue>{() => chosen?.label}</SelectValue>
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className="Popover" offset={4}>
        <Options choices={choices} />
      </Popover>
    </Select>
  )
}
