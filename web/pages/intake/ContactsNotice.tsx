import { maskContacts } from '@hub/core/item/mask-people.ts'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { holdsContacts, type ItemDraft } from './item-draft.ts'

type Props = {
  draft: ItemDraft
  onChange: (draft: ItemDraft) => void
  isKept: boolean
  onKeep: (isKept: boolean) => void
}

/** Says when a text points at people, and offers to take that out; an institution's own number may stay. */
export function ContactsNotice({ draft, onChange, isKept, onKeep }: Props) {
  if (!holdsContacts(draft)) return null
  const remove = () => onChange({ ...draft, title: maskContacts(draft.title), text: maskContacts(draft.text) })
  return (
    <Notice tone="warning" role="status">
      <div className="FormStack">
        <p>{t('intake.contacts')}</p>
        <div className="FormActions">
          <Button size="small" onPress={remove}>
            {t('intake.contactsRemove')}
          </Button>
        </div>
        <CheckInput isSelected={isKept} onChange={onKeep}>
          {t('intake.contactsKeep')}
        </CheckInput>
      </div>
    </Notice>
  )
}
