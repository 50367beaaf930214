import { latestEndDay } from '@hub/core/source/profile-period.ts'
import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useState } from 'react'

import { askExtension, decideExtension } from '../../data/profiles.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'

const REASON_MIN = 10

/** A later end: asked for by one person with a reason, decided on by another. */
export function ExtensionActions({ profile }: { profile: ProfileView }) {
  const may = useMay()
  const [open, setOpen] = useState<'ask' | 'approve' | 'refuse' | null>(null)
  const isExtendable = ['in_force', 'not_started', 'expired'].includes(profile.standing)
  if (!isExtendable) return null
  const { extension } = profile
  return (
    <>
      {extension ? (
        <Notice tone="accent">
          <p>
            <T
              id="profiles.extension.asked"
              values={{ name: <Content>{extension.askedBy}</Content>, end: <Time at={extension.endsAt} as="day" /> }}
            />
          </p>
          <p>
            <Content>{extension.reason}</Content>
          </p>
          {may('profile.approve') ? (
            <p className="ProfileExtension-acts">
              <Button variant="primary" onPress={() => setOpen('approve')}>
                {t('profiles.extension.approve')}
              </Button>
              <Button onPress={() => setOpen('refuse')}>{t('profiles.extension.refuse')}</Button>
            </p>
          ) : null}
        </Notice>
      ) : (
        <EndNotice profile={profile} onAsk={may('profile.propose') ? () => setOpen('ask') : null} />
      )}
      {open === 'ask' ? <AskDialog profile={profile} onClose={() => setOpen(null)} /> : null}
      {open === 'approve' || open === 'refuse' ? (
        <DecideDialog profile={profile} decision={open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  )
}

function EndNotice({ profile, onAsk }: { profile: ProfileView; onAsk: (() => void) | null }) {
  const isOver = profile.standing === 'expired'
  const isSoon = profile.endsWithinDays !== null
  const end = <Time at={profile.endsAt} as="day" />
  const ask = onAsk ? <Button onPress={onAsk}>{t('profiles.extension.ask')}</Button> : null
  if (!isOver && !isSoon) return ask ? <p>{ask}</p> : null
  return (
    <Notice tone="warning">
      <p>
        <T id={isOver ? 'profiles.extension.over' : 'profiles.extension.soon'} values={{ end }} />
      </p>
      {ask ? <p>{ask}</p> : null}
    </Notice>
  )
}

function AskDialog({ profile, onClose }: { profile: ProfileView; onClose: () => void }) {
  const latest = latestEndDay(profile.latestEnd)
  const [endsOn, setEndsOn] = useState('')
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const end = new Date(`${endsOn}T23:59:59Z`)
  const isEnd = !Number.isNaN(end.getTime()) && end > new Date(profile.endsAt) && end <= new Date(profile.latestEnd)
  const isReason = reason.trim().length >= REASON_MIN
  const ask = useAct(
    () => askExtension(profile.id, { endsAt: end.toISOString(), reason: reason.trim() }),
    [['profiles'], ['profile', profile.id]],
  )
  const submit = () => {
    setWasAsked(true)
    if (!isEnd || !isReason) return
    ask.mutate(undefined, {
      onSuccess: () => {
        toast(t('profiles.extension.sent'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={t('profiles.extension.title')}
      send={t('profiles.extension.ask')}
      onSend={submit}
      isPending={ask.isPending}
      problem={<ActProblem error={ask.error} />}
      onClose={onClose}
    >
      <p>{t('profiles.extension.says')}</p>
      <div className="FormStack">
        <TextInput
          label={t('profiles.extension.end')}
          hint={t('profiles.extension.endHint', { latest })}
          type="date"
          value={endsOn}
          onChange={setEndsOn}
          autoFocus
          error={wasAsked && !isEnd ? t('profiles.extension.endFault', { latest }) : null}
        />
        <TextInput
          label={t('profiles.extension.reason')}
          hint={t('profiles.extension.reasonHint')}
          value={reason}
          onChange={setReason}
          isMultiline
          maxLength={8000}
          error={wasAsked && !isReason ? t('profiles.extension.reasonFault') : null}
        />
      </div>
    </FormDialog>
  )
}

function DecideDialog({
  profile,
  decision,
  onClose,
}: {
  profile: ProfileView
  decision: 'approve' | 'refuse'
  onClose: () => void
}) {
  const act = useAct(
    (reason: string) => decideExtension(profile.id, { decision, reason }),
    [['profiles'], ['profile', profile.id], ['sources']],
  )
  return (
    <ReasonDialog
      title={t(`profiles.extension.${decision}`)}
      label={t('profiles.extension.reason')}
      hint={t('profiles.extension.decideHint')}
      send={t(`profiles.extension.${decision}`)}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onSend={(reason) =>
        act.mutate(reason, {
          onSuccess: () => {
            toast(t('profiles.extension.decided'))
            onClose()
          },
        })
      }
    />
  )
}
