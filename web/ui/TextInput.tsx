import './field.css'

import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'

import { FieldLabel } from './FieldLabel.tsx'
import { FieldNotes } from './FieldNotes.tsx'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string | null | undefined
  type?: 'text' | 'email' | 'password' | 'url' | 'number' | 'date' | 'datetime-local'
  /** Several lines; grows with its text. */
  isMultiline?: boolean
  isOptional?: boolean
  isDisabled?: boolean
  autoFocus?: boolean
  autoComplete?: string
  maxLength?: number
  placeholder?: string
  name?: string
  onBlur?: () => void
}

/** A labelled text field of one line or several, with hint and error in place. */
export function TextInput({
  label,
  hint,
  error,
  type = 'text',
  isMultiline,
  isOptional,
  placeholder,
  autoFocus,
  ...rest
}: Props) {
  const focus = autoFocus ? { autoFocus } : {}
  const hold = placeholder ? { placeholder } : {}
  return (
    <TextField
      {...rest}
      {...focus}
      type={isMultiline ? 'text' : type}
      className="Field"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      {isMultiline ? <TextArea className="Input" {...hold} /> : <Input className="Input" {...hold} />}
      <FieldNotes hint={hint} error={error} />
    </TextField>
  )
}
