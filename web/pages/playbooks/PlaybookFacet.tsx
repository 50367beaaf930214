type Option<Value extends string> = { value: Value | undefined; label: string; isContent: boolean }

type Props<Value extends string> = {
  title: string
  options: readonly Option<Value>[]
  chosen: Value | undefined
  onChoose: (value: Value | undefined) => void
}

/** One way to narrow the library down: always exactly one choice. */
export function PlaybookFacet<Value extends string>({ title, options, chosen, onChoose }: Props<Value>) {
  return (
    <section className="PlaybookFacet">
      <h2>{title}</h2>
      <ul>
        {options.map(({ value, label, isContent }) => (
          <li key={value ?? ''}>
            <button type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
              <span {...(isContent ? { 'data-content': '' } : {})}>{label}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
