import { useState } from 'react'

import { issueApiKey } from '../../data/api-keys.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { ProfileInForceSelect, useProfilesInForce } from '../intake/ProfileInForceSelect.tsx'
import { KeySecretDialog } from './KeySecretDialog.tsx'

const LIVES = ['30', '90', '365', '730'] as const
const DAY_MS = 86_400_000
const NAME_LEAST = 3

/** Makes a key for another system, and then shows its secret this once. */
export function IssueKeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [profileId, setProfileId] = useState('')
  const [publisherName, setPublisherName] = useState('')
  const [days, setDays] = useState<Life>('365')
  const [wasAsked, setWasAsked] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const profiles = useProfilesInForce()
  const issue = useAct(issueApiKey, [['api-keys'], ['sources'], ['profiles']])
  const isNamed = name.trim().length >= NAME_LEAST
  const submit = () => {
    setWasAsked(true)
    const profile = profiles?.find(({ id }) => id === profileId)
    if (!isNamed || !profile) return
    issue.mutate(
      {
        name: name.trim(),
        profileId: profile.id,
        expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
        ...(publisherName.trim() ? { publisherName: publisherName.trim() } : {}),
      },
      { onSuccess: (made) => setSecret(made.secret) },
    )
  }
  if (secret) return <KeySecretDialog secret={secret} onClose={onClose} />
  return (
    <FormDialog
      title={t('intake.keys.issueTitle')}
      send={t('intake.keys.issueSend')}
      onSend={submit}
      isPending={issue.isPending}
      problem={<ActProblem error={issue.error} />}
      onClose={onClose}
    >
      <TextInput
        label={t('intake.keys.issueName')}
        hint={t('intake.keys.issueNameHint')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={120}
        error={wasAsked && !isNamed ? t('intake.keys.issueNameNeeded') : null}
      />
      <ProfileInForceSelect value={profileId} onChange={setProfileId} wasAsked={wasAsked} />
      <PublisherAndLife publisherName={publisherName} onPublisher={setPublisherName} days={days} onDays={setDays} />
    </FormDialog>
  )
}

type Life = (typeof LIVES)[number]
type LifeProps = {
  publisherName: string
  onPublisher: (name: string) => void
  days: Life
  onDays: (days: Life) => void
}

function PublisherAndLife({ publisherName, onPublisher, days, onDays }: LifeProps) {
  return (
    <>
      <TextInput
        label={t('intake.keys.issuePublisher')}
        hint={t('intake.keys.issuePublisherHint')}
        value={publisherName}
        onChange={onPublisher}
        isOptional
        maxLength={200}
      />
      <SelectInput
        label={t('intake.keys.issueLife')}
        value={days}
        onChange={onDays}
        choices={LIVES.map((value) => ({ value, label: t('intake.keys.issueDays', { count: Number(value) }) }))}
      />
    </>
  )
}
