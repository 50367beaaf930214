import { CLOSING_REASONS, type ClosingReason } from '@hub/core/case/case-state.ts'
import { useState } from 'react'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { type MovableCase, useMoveCase } from './use-move-case.ts'

/** Ends a case that was worked on: how did it end? */
export function CloseDialog({ row, onClose }: { row: MovableCase; onClose: () => void }) {
  const move = useMoveCase(row)
  const [reason, setReason] = useState<ClosingReason | null>(null)
  const [wasAsked, setWasAsked] = useState(false)
  const submit = () => {
    setWasAsked(true)
    if (reason) move.mutate({ to: 'closed', closingReason: reason }, { onSuccess: onClose })
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" onPress={submit} isPending={move.isPending}>
        {t('case.close')}
      </Button>
    </>
  )
  return (
    <Dialog
      title={<T id="case.closeTitle" values={{ reference: <Content>{row.reference}</Content> }} />}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <p>
        <Content>{row.title}</Content>
      </p>
      <RadioInput
        label={t('case.closeHow')}
        value={reason}
        onChange={setReason}
        error={wasAsked && !reason ? t('case.fieldNeeded') : null}
        choices={CLOSING_REASONS.map((value) => ({
          value,
          label: t(`case.closing.${value}`),
          hint: t(`case.closing.${value}.hint`),
        }))}
      />
      <ActProblem error={move.error} />
    </Dialog>
  )
}
