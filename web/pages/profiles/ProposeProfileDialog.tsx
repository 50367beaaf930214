import type { ProposeProfile } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { profilesQuery, proposeProfile } from '../../data/profiles.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'
import { useNow } from '../../ui/use-now.ts'
import { useStoredText } from '../case/use-stored-text.ts'
import { emptyProfile, judgeProfile, type ProfileDraft, profileDraftSchema } from './profile-draft.ts'
import { ProfileFields } from './ProfileFields.tsx'

const STORED_AS = 'hub.draft.profile'

/** The form of a watch profile: every field with the reason why it is asked. What is typed survives a reload. */
export function ProposeProfileDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [stored, store] = useStoredText(STORED_AS)
  const [fresh] = useState(() => emptyProfile(new Date()))
  const [wasAsked, setWasAsked] = useState(false)
  const draft = parseDraft(stored) ?? fresh
  const latestEnd = useQuery(profilesQuery).data?.latestEnd
  const verdict = judgeProfile(draft, new Date(useNow()), latestEnd)
  const faults = wasAsked && !verdict.ok ? verdict.faults : []
  const propose = useAct((profile: ProposeProfile) => proposeProfile(profile), [['profiles'], ['sources']])
  const submit = () => {
    setWasAsked(true)
    if (!verdict.ok) return
    propose.mutate(verdict.profile, {
      onSuccess: ({ id }) => {
        store(null)
        toast(t('profiles.proposed'))
        onClose()
        void navigate({ to: '/profiles/$profileId', params: { profileId: id } })
      },
    })
  }
  return (
    <FormDialog
      title={t('profiles.formTitle')}
      send={t('profiles.send')}
      onSend={submit}
      isPending={propose.isPending}
      note={stored === null ? null : <span className="secondary ProposeProfile-kept">{t('profiles.kept')}</span>}
      isKept
      problem={<ActProblem error={propose.error} />}
      onClose={onClose}
      isWide
    >
      <p className="secondary">{t('profiles.formLead')}</p>
      <ProfileFields
        draft={draft}
        onChange={(next) => store(JSON.stringify(next))}
        faults={faults}
        latestEnd={latestEnd}
      />
      {faults.length > 0 ? (
        <Notice tone="danger" role="alert">
          {t('profiles.faults', { count: faults.length })}
        </Notice>
      ) : null}
    </FormDialog>
  )
}

function parseDraft(stored: string | null): ProfileDraft | undefined {
  if (stored === null) return undefined
  try {
    const parsed = profileDraftSchema.safeParse(JSON.parse(stored))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
