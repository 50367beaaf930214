import './snooze.css'

import type { NarrativeState } from '@hub/core/narrative/narrative-state.ts'
import type { SetSnooze, SnoozeView } from '@hub/core/signal/snooze-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { snoozeNarrative, snoozesQuery, undoSnooze } from '../../data/snoozes.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { endOf, SNOOZE_SPANS } from './snooze-times.ts'
import { SnoozeDialog } from './SnoozeDialog.tsx'

type Props = { narrative: { id: string; state: NarrativeState } }

/** Which alerts about a narrative are snoozed, by whom and until when, with taking that back and snoozing it in place. */
export function SnoozeLine({ narrative }: Props) {
  const may = useMay()
  const query = useQuery(snoozesQuery(narrative.id))
  const [isChoosing, setIsChoosing] = useState(false)
  const stale = [['snoozes', narrative.id]]
  const set = useAct((input: SetSnooze) => snoozeNarrative(narrative.id, input), stale)
  const undo = useAct((id: string) => undoSnooze(narrative.id, id), stale)
  const open = (query.data?.rows ?? []).filter(({ endedAt }) => endedAt === null)
  const canSnooze = may('narrative.snooze') && narrative.state !== 'dismissed' && narrative.state !== 'merged'
  const snooze = (input: SetSnooze) =>
    set.mutate(input, {
      onSuccess: () => {
        setIsChoosing(false)
        toast(t('snooze.done'))
      },
    })
  return (
    <div className="SnoozeLine">
      {open.map((each) => (
        <p key={each.id}>
          <Said snooze={each} />{' '}
          {may('narrative.snooze') ? (
            <Button
              size="small"
              isPending={undo.isPending}
              onPress={() => undo.mutate(each.id, { onSuccess: () => toast(t('snooze.undone')) })}
            >
              {t('snooze.undo')}
            </Button>
          ) : null}
        </p>
      ))}
      {canSnooze ? (
        <MenuButton
          size="small"
          variant="secondary"
          entries={[
            ...SNOOZE_SPANS.map((span) => ({
              id: span,
              label: t(`snooze.span.${span}`),
              onAction: () => snooze({ until: endOf(span, new Date())?.toISOString() ?? null, ruleId: null, note: '' }),
            })),
            { id: 'choose', label: t('snooze.choose'), onAction: () => setIsChoosing(true) },
          ]}
        >
          {t('snooze.menu')}
        </MenuButton>
      ) : null}
      <ActProblem error={undo.error ?? (isChoosing ? null : set.error)} />
      {isChoosing ? (
        <SnoozeDialog
          isPending={set.isPending}
          error={set.error}
          onSnooze={snooze}
          onClose={() => setIsChoosing(false)}
        />
      ) : null}
    </div>
  )
}

function Said({ snooze }: { snooze: SnoozeView }) {
  const { rule, until, note, setBy, heldSignals } = snooze
  return (
    <>
      <T
        id={until === null ? 'snooze.untilRise' : 'snooze.until'}
        values={{
          what: rule ? <T id="snooze.ofRule" values={{ rule: <Content>{rule.title}</Content> }} /> : t('snooze.ofAll'),
          who: <Content>{setBy}</Content>,
          when: until === null ? null : <Time at={until} as="moment" />,
        }}
      />
      {note === '' ? null : (
        <>
          {' '}
          <Content>{`“${note}”`}</Content>
        </>
      )}
      {heldSignals > 0 ? <> {t('snooze.held', { count: heldSignals })}</> : null}
    </>
  )
}
