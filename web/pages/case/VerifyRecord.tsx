import { useMutation } from '@tanstack/react-query'

import { type LogVerification, verifyLog } from '../../data/log.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { shortHash } from './log-order.ts'

const FAULTS = ['missing', 'content_changed', 'link_changed', 'order_changed'] as const

/** Has every fingerprint of the record computed again and says what came out. */
export function VerifyRecord({ caseId }: { caseId: string }) {
  const may = useMay()
  const verify = useMutation({ mutationFn: () => verifyLog(caseId) })
  if (!may('log.verify')) return null
  return (
    <div className="FormStack Log-verify">
      <div className="FormActions">
        <Button size="small" icon="check" onPress={() => verify.mutate()} isPending={verify.isPending}>
          {t('case.verify')}
        </Button>
      </div>
      <ActProblem error={verify.error} />
      {verify.data ? <Outcome outcome={verify.data} /> : null}
    </div>
  )
}

function Outcome({ outcome: { ok, entries, head, faults } }: { outcome: LogVerification }) {
  if (ok) {
    return (
      <Notice tone="accent" role="status">
        <T id="case.verifyOk" values={{ count: entries, head: <code data-content="">{shortHash(head)}</code> }} />
      </Notice>
    )
  }
  return (
    <Notice tone="danger" role="alert">
      <p>{t('case.verifyBad', { count: faults.length })}</p>
      <ul>
        {faults.map(({ seq, fault }) => {
          const known = FAULTS.find((each) => each === fault)
          return (
            <li key={`${seq} ${fault}`}>
              {t(known ? `case.verifyFault.${known}` : 'case.verifyFault.other', { seq })}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
