import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'

import { t } from '../i18n/t.ts'
import { Icon } from './Icon.tsx'

export type Choice<T extends string> = {
  value: T
  label: string
  hint?: string
  /** The label is a name that a person or feed wrote. */
  isContent?: boolean
}

/** The list inside a select or combo box; without `choices` it shows what the combo box has narrowed down to. */
export function Options<T extends string>({ choices }: { choices?: readonly Choice<T>[] }) {
  const items = choices ? { items: choices } : {}
  return (
    <ListBox className="Options" {...items} renderEmptyState={nothing}>
      {(choice: Choice<T>) => (
        <ListBoxItem id={choice.value} textValue={choice.label} className="Option">
          <span className="Option-text" {...(choice.isContent ? { 'data-content': '' } : {})}>
            <span>{choice.label}</span>
            {choice.hint ? <span className="Option-hint">{choice.hint}</span> : null}
          </span>
          <span className="Option-tick">
            <Icon name="check" />
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  )
}

function nothing() {
  return <div className="Options-none">{t('ui.noMatches')}</div>
}
