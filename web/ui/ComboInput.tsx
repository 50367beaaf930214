import './field.css'
import './choice.css'

import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Popover } from 'react-aria-components/Popover'

import { t } from '../i18n/t.ts'
import { FieldLabel } from './FieldLabel.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { Icon } from './Icon.tsx'
import { type Choice, Options } from './Options.tsx'

type Props<T extends string> = {
  label: string
  value: T | null
  onChange: (value: T | null) => void
  choices: readonly Choice<T>[]
  hint?: string
  error?: string | null | undefined
  isOptional?: boolean
  autoFocus?: boolean
}

/** One of many: type to narrow, arrows to choose. */
export function ComboInput<T extends string>({
  label,
  value,
  onChange,
  choices,
  hint,
  error,
  isOptional,
  autoFocus,
}: Props<T>) {
  return (
    <ComboBox
      className="Field"
      selectedKey={value}
      onSelectionChange={(key) => onChange(choices.find((choice) => choice.value === key)?.value ?? null)}
      defaultItems={choices}
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      allowsEmptyCollection
      {...(autoFocus ? { autoFocus } : {})}
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <div className="ComboBox-group">
        <Input className="Input" placeholder={t('ui.typeToFind')} />
        <Button>
          <Icon name="chevron" />
        </Button>
      </div>
      <FieldNotes hint={hint} error={error} />
      <Popover className="Popover" offset={4}>
        <Options<T> />
      </Popover>
    </ComboBox>
  )
}
