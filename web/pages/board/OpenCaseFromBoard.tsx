import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FindNarrative } from '../case/FindNarrative.tsx'
import { OpenCaseDialog } from '../narrative/OpenCaseDialog.tsx'

/** Opens a case without being on a narrative's page: first the narrative, then the case. */
export function OpenCaseFromBoard({ onClose }: { onClose: () => void }) {
  const [narrative, setNarrative] = useState<NarrativeRow | null>(null)
  if (narrative) return <OpenCaseDialog isOpen onClose={onClose} narrative={narrative} />
  return (
    <Dialog title={t('board.openTitle')} isOpen onClose={onClose} isWide>
      <p className="secondary">{t('board.openHint')}</p>
      <FindNarrative label={t('board.openFrom')} onChoose={setNarrative} />
    </Dialog>
  )
}
