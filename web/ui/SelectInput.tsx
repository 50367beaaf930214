import './choice.css'

import { Button } from 'react-aria-components/Button'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'

import { t } from '../i18n/t.ts'
import { FieldLabel } from './FieldLabel.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { Icon } from './Icon.tsx'
import { type Choice, Options } from './Options.tsx'

type Props<T extends string> = {
  label: string
  value: T | null
  onChange: (value: T) => void
  choices: readonly Choice<T>[]
  hint?: string
  error?: string | null | undefined
  placeholder?: string
  isOptional?: boolean
  isDisabled?: boolean
}

/** One of a few: a labelled drop-down. */
export function SelectInput<T extends string>({
  label,
  value,
  onChange,
  choices,
  hint,
  error,
  placeholder,
  isOptional,
  isDisabled,
}: Props<T>) {
  return (
    <Select
      className="Field"
      value={value}
      onChange={(key) => {
        const choice = choices.find((candidate) => candidate.value === key)
        if (choice) onChange(choice.value)
      }}
      placeholder={placeholder ?? t('ui.choose')}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      {...(isDisabled ? { isDisabled } : {})}
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <Button className="SelectButton">
        <SelectValue>
          {({ defaultChildren, isPlaceholder }) =>
            isPlaceholder ? defaultChildren : choices.find((choice) => choice.value === value)?.label
          }
        </SelectValue>
        <Icon name="chevron" />
      </Button>
      <FieldNotes hint={hint} error={error} />
      <Popover className="Popover" offset={4}>
        <Options choices={choices} />
      </Popover>
    </Select>
  )
}
