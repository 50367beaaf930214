import { useState } from 'react'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'

type Option<Value extends string> = { value: Value | undefined; label: string; isContent: boolean; count?: number }

type Props<Value extends string> = {
  title: string
  options: readonly Option<Value>[]
  chosen: Value | undefined
  onChoose: (value: Value | undefined) => void
}

const SHOWN = 11

/** One way to narrow the library down: always exactly one choice; a long list shows its most frequent first. */
export function PlaybookFacet<Value extends string>({ title, options, chosen, onChoose }: Props<Value>) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? options : options.filter(({ value }, index) => index < SHOWN || value === chosen)
  return (
    <section className="PlaybookFacet">
      <h2>{title}</h2>
      <ul>
        {shown.map(({ value, label, isContent, count }) => (
          <li key={value ?? ''}>
            <button type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
              <span {...(isContent ? { 'data-content': '' } : {})}>{label}</span>
              {count === undefined ? null : <span className="PlaybookFacet-count">{formatNumber(count)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {options.length > shown.length ? (
        <Button variant="quiet" size="small" onPress={() => setShowsAll(true)}>
          {t('playbooks.moreTags', { count: options.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}
