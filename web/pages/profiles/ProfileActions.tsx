import { lintTerms } from '@hub/core/source/lint-terms.ts'
import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useState } from 'react'

import { approveProfile, useTermLists, withdrawProfile } from '../../data/profiles.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { formatList } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'

/** Approving and withdrawing: a coordinator's acts, each with its consequence said beforehand. */
export function ProfileActions({ profile }: { profile: ProfileView }) {
  const may = useMay()
  const [open, setOpen] = useState<'approve' | 'withdraw' | null>(null)
  const withdraw = useAct(
    (reason: string) => withdrawProfile(profile.id, reason),
    [['profiles'], ['profile', profile.id], ['sources']],
  )
  const { standing } = profile
  const canDecide = may('profile.approve')
  const isApprovable = standing === 'proposed' || standing === 'draft'
  const isEnded = standing === 'withdrawn' || standing === 'expired'
  if (isEnded || (!canDecide && !isApprovable)) return null
  const why = canDecide ? null : t('profiles.onlyCoordinator')
  return (
    <>
      {canDecide ? <Button onPress={() => setOpen('withdraw')}>{t('profiles.withdraw')}</Button> : null}
      {isApprovable ? (
        <Button variant="primary" disabledReason={why} onPress={() => setOpen('approve')}>
          {t('profiles.approve')}
        </Button>
      ) : null}
      {open === 'approve' ? <ApproveDialog profile={profile} onClose={() => setOpen(null)} /> : null}
      {open === 'withdraw' ? (
        <ReasonDialog
          title={<T id="profiles.withdrawTitle" values={{ title: <Content>{profile.title}</Content> }} />}
          label={t('profiles.withdrawWhy')}
          hint={t('profiles.withdrawHint')}
          send={t('profiles.withdrawSend')}
          isDanger
          isPending={withdraw.isPending}
          error={withdraw.error}
          onSend={(reason) =>
            withdraw.mutate(reason, {
              onSuccess: () => {
                toast(t('profiles.withdrawn'))
                setOpen(null)
              },
            })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}

function ApproveDialog({ profile, onClose }: { profile: ProfileView; onClose: () => void }) {
  const named = lintTerms(profile.terms, useTermLists()).filter(({ verdict }) => verdict.kind === 'needs_reason')
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const approve = useAct(
    (why: string | undefined) => approveProfile(profile.id, why),
    [['profiles'], ['profile', profile.id], ['sources']],
  )
  const submit = () => {
    setWasAsked(true)
    if (named.length > 0 && !reason.trim()) return
    approve.mutate(reason.trim() || undefined, {
      onSuccess: () => {
        toast(t('profiles.approved'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={<T id="profiles.approveTitle" values={{ title: <Content>{profile.title}</Content> }} />}
      send={t('profiles.approve')}
      onSend={submit}
      isPending={approve.isPending}
      problem={<ActProblem error={approve.error} />}
      onClose={onClose}
    >
      <p>
        <T id="profiles.approveSays" values={{ end: <Time at={profile.endsAt} as="day" /> }} />
      </p>
      {named.length > 0 ? (
        <TextInput
          label={t('profiles.approveReason')}
          hint={t('profiles.approveReasonHint', { terms: formatList(named.map(({ term }) => `“${term}”`)) })}
          value={reason}
          onChange={setReason}
          isMultiline
          error={wasAsked && !reason.trim() ? t('case.reasonNeeded') : null}
        />
      ) : null}
    </FormDialog>
  )
}
