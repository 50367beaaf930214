import './field.css'
import './search-field.css'

import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'

import { t } from '../i18n/t.ts'
import { Icon } from './Icon.tsx'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
  /** Enter or the arrow down: on to what was found. */
  onLeave?: () => void
}

/** A search field whose label is spoken; Escape empties it. */
export function SearchInput({ label, value, onChange, placeholder, autoFocus, onLeave }: Props) {
  return (
    <SearchField
      className="SearchField"
      aria-label={label}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') onLeave?.()
        else event.continuePropagation()
      }}
      {...(autoFocus ? { autoFocus } : {})}
    >
      <Icon name="search" />
      <Input className="Input" placeholder={placeholder ?? label} />
      <Button className="SearchField-clear" aria-label={t('ui.clear')}>
        <Icon name="close" size={14} />
      </Button>
    </SearchField>
  )
}
