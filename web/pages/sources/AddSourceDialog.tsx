import { proposeSourceSchema, type ProposeSource } from '@hub/core/source/source-input.ts'
import { useId, useState } from 'react'

import { addSource } from '../../data/source-acts.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { ProfileSelect } from './ProfileSelect.tsx'

/** Adds one source by its address; without the right to approve it is proposed. */
export function AddSourceDialog({ onClose }: { onClose: () => void }) {
  const may = useMay()
  const formId = useId()
  const [url, setUrl] = useState('')
  const [title, setTitle] = useState('')
  const [profileId, setProfileId] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const add = useAct((input: ProposeSource) => addSource(input), [['sources'], ['profiles']])
  const whole = /^\w+:\/\//.test(url.trim()) ? url.trim() : `https://${url.trim()}`
  const parsed = proposeSourceSchema.safeParse({
    url: whole,
    ...(title.trim() ? { title: title.trim() } : {}),
    ...(profileId ? { profileId } : {}),
  })
  const canManage = may('source.manage')
  const submit = () => {
    setWasAsked(true)
    if (!parsed.success || !url.trim()) return
    add.mutate(parsed.data, {
      onSuccess: (source) => {
        toast(t(source.state === 'proposed' ? 'sources.proposed' : 'sources.added', { title: source.title }))
        onClose()
      },
    })
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" type="submit" form={formId} isPending={add.isPending}>
        {t(canManage ? 'sources.addSend' : 'sources.addPropose')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('sources.addTitle')} isOpen onClose={onClose} footer={footer}>
      <form
        id={formId}
        className="FormStack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          label={t('sources.addUrl')}
          hint={t('sources.addUrlHint')}
          value={url}
          onChange={setUrl}
          autoFocus
          error={wasAsked && (!parsed.success || !url.trim()) ? t('sources.addUrlFault') : null}
        />
        <TextInput
          label={t('sources.addName')}
          hint={t('sources.addNameHint')}
          value={title}
          onChange={setTitle}
          isOptional
          maxLength={300}
        />
        <ProfileSelect value={profileId} onChange={setProfileId} />
        {canManage ? null : <p className="secondary">{t('sources.addProposeNote')}</p>}
        <ActProblem error={add.error} />
      </form>
    </Dialog>
  )
}
