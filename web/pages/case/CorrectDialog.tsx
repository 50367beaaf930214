import type { LogEntryView, WriteLogEntry } from '@hub/core/case/log-entry.ts'
import { useState } from 'react'

import { newIdempotencyKey } from '../../data/idempotency-key.ts'
import { writeLogEntry } from '../../data/log.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

/** Corrects an entry in the open: the mistake stays, struck through, beside what is right. */
export function CorrectDialog({
  caseId,
  entry,
  onClose,
}: {
  caseId: string
  entry: LogEntryView
  onClose: () => void
}) {
  const [idempotencyKey] = useState(newIdempotencyKey)
  const act = useAct((correction: WriteLogEntry) => writeLogEntry(caseId, correction), caseKeys(caseId))
  return (
    <ReasonDialog
      title={t('case.logCorrectTitle', { seq: entry.seq })}
      label={t('case.logCorrectText')}
      hint={t('case.logCorrectHint')}
      send={t('case.logCorrectSend')}
      isPending={act.isPending}
      error={act.error}
      lengthMax={20_000}
      onSend={(text) =>
        act.mutate(
          {
            content: { kind: 'correction', correctsId: entry.id, text },
            eventAt: new Date().toISOString(),
            lateReason: null,
            idempotencyKey,
          },
          {
            onSuccess: () => {
              toast(t('case.logCorrected'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
