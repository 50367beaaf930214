import { useId } from 'react'

import { CheckInput } from '../../ui/CheckInput.tsx'

type Props<Value extends string> = {
  label: string
  hint?: string
  ticks: readonly { value: Value; label: string; hint?: string }[]
  chosen: readonly Value[]
  onToggle: (value: Value) => void
}

/** Any number of a few, side by side. */
export function TickGroup<Value extends string>({ label, hint, ticks, chosen, onToggle }: Props<Value>) {
  const id = useId()
  return (
    <div className="Field" role="group" aria-labelledby={id}>
      <span className="Field-label" id={id}>
        {label}
      </span>
      {hint ? <span className="Field-hint">{hint}</span> : null}
      <div className="TickGroup-ticks">
        {ticks.map((tick) => (
          <CheckInput key={tick.value} isSelected={chosen.includes(tick.value)} onChange={() => onToggle(tick.value)}>
            <span className="Option-text">
              <span>{tick.label}</span>
              {tick.hint ? <span className="Option-hint">{tick.hint}</span> : null}
            </span>
          </CheckInput>
        ))}
      </div>
    </div>
  )
}
