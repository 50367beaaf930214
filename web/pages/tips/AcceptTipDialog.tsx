import type { TipView } from '@hub/core/tip/tip.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { profilesQuery } from '../../data/profiles.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { TipActs } from './use-tip-acts.ts'

/** The profile chosen last: a sitting mostly concerns one matter. */
let lastProfileId = ''

/** Under which watch profile a tip enters, and its title. */
export function AcceptTipDialog({ tip, acts, onClose }: { tip: TipView; acts: TipActs; onClose: () => void }) {
  const profiles = useQuery(profilesQuery)
  const [profileId, setProfileId] = useState(lastProfileId)
  const [title, setTitle] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const inForce = (profiles.data?.rows ?? []).filter(({ standing }) => standing === 'in_force')
  const chosen = inForce.find(({ id }) => id === profileId) ?? (inForce.length === 1 ? inForce[0] : undefined)
  const submit = () => {
    setWasAsked(true)
    if (!chosen || acts.isBusy) return
    lastProfileId = chosen.id
    const name = title.trim()
    acts.accept({ id: tip.id, profileId: chosen.id, ...(name.length >= 3 ? { title: name } : {}) })
  }
  return (
    <FormDialog
      title={t('tips.acceptTitle')}
      send={t('tips.accept')}
      onSend={submit}
      isPending={acts.isBusy}
      problem={<ActProblem error={acts.acceptError} />}
      onClose={onClose}
    >
      <p className="Tip-text">
        <Content language={tip.language}>{tip.text || tip.url}</Content>
      </p>
      <QueryPart query={profiles}>
        {() =>
          inForce.length === 0 ? (
            <Notice tone="warning">{t('tips.acceptNoProfile')}</Notice>
          ) : (
            <SelectInput
              label={t('tips.acceptProfile')}
              hint={t('tips.acceptProfileHint')}
              value={chosen?.id ?? ''}
              onChange={setProfileId}
              choices={inForce.map((profile) => ({
                value: profile.id as string,
                label: profile.title,
                isContent: true,
              }))}
              error={wasAsked && !chosen ? t('tips.acceptProfileFault') : null}
            />
          )
        }
      </QueryPart>
      <TextInput
        label={t('tips.acceptName')}
        hint={t('tips.acceptNameHint')}
        value={title}
        onChange={setTitle}
        isOptional
        maxLength={300}
      />
    </FormDialog>
  )
}
