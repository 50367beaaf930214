import type { AddedItem, AddItem } from '@hub/core/intake/add-item.ts'
import { type ReactNode, useId, useState } from 'react'

import { ApiProblem } from '../../api-problem.ts'
import { addItem } from '../../data/intake.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { ContactsNotice } from './ContactsNotice.tsx'
import { type ItemDraft, wordsOf } from './item-draft.ts'
import { ItemDraftFields } from './ItemDraftFields.tsx'
import { ProfileInForceSelect, useProfilesInForce } from './ProfileInForceSelect.tsx'

type Props = {
  first: ItemDraft
  ways: ReactNode
  onBack: (() => void) | null
  onAdded: (added: AddedItem) => void
  onClose: () => void
}

/** The item as it will be stored, to be looked over and corrected before it is. */
export function ItemDraftDialog({ first, ways, onBack, onAdded, onClose }: Props) {
  const formId = useId()
  const [draft, setDraft] = useState(first)
  const [profileId, setProfileId] = useState('')
  const [reason, setReason] = useState('')
  const [keepsContacts, setKeepsContacts] = useState(false)
  const [wasAsked, setWasAsked] = useState(false)
  const profiles = useProfilesInForce()
  const add = useAct((input: AddItem) => addItem(input), [['items'], ['sources']])
  const isUnwanted = add.error instanceof ApiProblem && add.error.problem.code === 'no_term_matches'
  const isEmpty = draft.title.trim() === '' && draft.text.trim() === ''
  const isNameless = draft.url.trim() === '' && draft.publisher.trim() === ''
  const isUnreasoned = isUnwanted && reason.trim().length < 10
  const submit = () => {
    setWasAsked(true)
    const profile = profiles?.find(({ id }) => id === profileId)
    if (!profile || isEmpty || isNameless || isUnreasoned) return
    const input: AddItem = { ...wordsOf(draft), profileId: profile.id, keepsContacts }
    if (isUnwanted) input.reason = reason.trim()
    add.mutate(input, { onSuccess: onAdded })
  }
  const footer = (
    <>
      <Button onPress={onBack ?? onClose}>{t(onBack ? 'intake.back' : 'ui.cancel')}</Button>
      <Button variant="primary" type="submit" form={formId} isPending={add.isPending}>
        {t(isUnwanted ? 'intake.addAnyway' : 'intake.addSend')}
      </Button>
    </>
  )
  return (
    <Dialog title={t(onBack ? 'intake.lookOver' : 'intake.add')} isOpen onClose={onClose} footer={footer} isWide>
      {ways}
      <form
        id={formId}
        className="FormStack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ItemDraftFields
          draft={draft}
          onChange={setDraft}
          titleFault={wasAsked && isEmpty ? t('intake.wordsNeeded') : null}
          publisherFault={wasAsked && isNameless ? t('intake.publisherNeeded') : null}
        />
        <ContactsNotice draft={draft} onChange={setDraft} isKept={keepsContacts} onKeep={setKeepsContacts} />
        <ProfileInForceSelect value={profileId} onChange={setProfileId} wasAsked={wasAsked} />
        <ActProblem error={add.error} />
        {isUnwanted ? (
          <TextInput
            label={t('intake.reasonWhy')}
            hint={t('intake.reasonHint')}
            value={reason}
            onChange={setReason}
            isMultiline
            autoFocus
            maxLength={1000}
            error={wasAsked && reason !== '' && isUnreasoned ? t('intake.reasonNeeded') : null}
          />
        ) : null}
      </form>
    </Dialog>
  )
}
