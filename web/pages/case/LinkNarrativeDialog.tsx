import type { CaseDetail } from '@hub/core/case/case-view.ts'

import { linkNarrative } from '../../data/cases.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { FindNarrative } from './FindNarrative.tsx'

/** Finds a narrative by its words and ties it to the case. */
export function LinkNarrativeDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const act = useAct((narrativeId: string) => linkNarrative(detail.id, narrativeId), caseKeys(detail.id))
  return (
    <Dialog title={t('case.linkNarrativeTitle')} isOpen onClose={onClose} isWide>
      <p className="secondary">{t('case.linkNarrativeHint')}</p>
      <FindNarrative
        label={t('case.linkNarrative')}
        without={detail.narrativeIds}
        isPending={act.isPending}
        onChoose={({ id }) =>
          act.mutate(id, {
            onSuccess: () => {
              toast(t('case.saved'))
              onClose()
            },
          })
        }
      />
      <ActProblem error={act.error} />
    </Dialog>
  )
}
