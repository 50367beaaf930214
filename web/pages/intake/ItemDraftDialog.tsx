import type { AddedItem, AddItem } from '@hub/core/intake/add-item.ts'
import { type ReactNode, useState } from 'react'

import { ApiProblem } from '../../api-problem.ts'
import { addItem } from '../../data/intake.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { ContactsNotice } from './ContactsNotice.tsx'
import { type ItemDraft, wordsOf } from './item-draft.ts'
import { ItemDraftFields } from './ItemDraftFields.tsx'
import { ProfileInForceSelect, useProfilesInForce } from './ProfileInForceSelect.tsx'

type Props = {
  draft: ItemDraft
  onChange: (draft: ItemDraft) => void
  ways: ReactNode
  onBack: (() => void) | null
  /** An address or text that stood here before would be lost with the dialog. */
  hasMore: boolean
  onAdded: (added: AddedItem) => void
  onClose: () => void
}

/** The item as it will be stored, to be looked over and corrected before it is. */
export function ItemDraftDialog({ draft, onChange, ways, onBack, hasMore, onAdded, onClose }: Props) {
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
  return (
    <FormDialog
      title={t(onBack ? 'intake.lookOver' : 'intake.add')}
      send={t(isUnwanted ? 'intake.addAnyway' : 'intake.addSend')}
      onSend={submit}
      isPending={add.isPending}
      {...(onBack ? { back: { label: t('intake.back'), onPress: onBack } } : {})}
      problem={<ActProblem error={add.error} />}
      onClose={onClose}
      hasMore={hasMore}
      isWide
    >
      {ways}
      <ItemDraftFields
        draft={draft}
        onChange={onChange}
        titleFault={wasAsked && isEmpty ? t('intake.wordsNeeded') : null}
        publisherFault={wasAsked && isNameless ? t('intake.publisherNeeded') : null}
      />
      <ContactsNotice draft={draft} onChange={onChange} isKept={keepsContacts} onKeep={setKeepsContacts} />
      <ProfileInForceSelect value={profileId} onChange={setProfileId} wasAsked={wasAsked} />
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
    </FormDialog>
  )
}
