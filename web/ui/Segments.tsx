import './tabs.css'

import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

type Props<T extends string> = {
  label: string
  value: T
  onChange: (value: T) => void
  choices: readonly { value: T; label: string }[]
}

/** One of two or three views, always one: "Newest | Most central". */
export function Segments<T extends string>({ label, value, onChange, choices }: Props<T>) {
  return (
    <ToggleButtonGroup
      className="Segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const choice = choices.find((candidate) => keys.has(candidate.value))
        if (choice) onChange(choice.value)
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.value} id={choice.value} className="Segment">
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
