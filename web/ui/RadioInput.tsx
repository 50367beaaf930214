import './choice.css'
import './tick.css'

import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'

import { FieldLabel } from './FieldLabel.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import type { Choice } from './Options.tsx'

type Props<T extends string> = {
  label: string
  value: T | null
  onChange: (value: T) => void
  choices: readonly Choice<T>[]
  hint?: string
  error?: string | null | undefined
  isOptional?: boolean
}

/** One of a few, all visible. */
export function RadioInput<T extends string>({ label, value, onChange, choices, hint, error, isOptional }: Props<T>) {
  return (
    <RadioGroup
      className="Field"
      value={value}
      onChange={(key) => {
        const choice = choices.find((candidate) => candidate.value === key)
        if (choice) onChange(choice.value)
      }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <FieldNotes hint={hint} error={error} />
      <div className="RadioGroup-options">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="Radio">
            <span className="Radio-dot" aria-hidden="true" />
            <span className="Option-text">
              <span {...(choice.isContent ? { 'data-content': '' } : {})}>{choice.label}</span>
              {choice.hint ? <span className="Option-hint">{choice.hint}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
