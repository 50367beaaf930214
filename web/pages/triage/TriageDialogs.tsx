import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'

import { t } from '../../i18n/t.ts'
import { LinkCaseDialog } from '../narrative/LinkCaseDialog.tsx'
import { OpenCaseDialog } from '../narrative/OpenCaseDialog.tsx'
import type { TriageActs } from './use-triage-acts.ts'
import type { Triage } from './use-triage.ts'

type Props = { triage: Triage; acts: TriageActs; selected: NarrativeRow }

/** Taking the narrative to a case, an open one or a new one. Either settles it here and the queue goes on. */
export function TriageDialogs({ triage, acts, selected }: Props) {
  return (
    <>
      <LinkCaseDialog
        isOpen={acts.overlay === 'link'}
        onClose={acts.closeOverlay}
        narrativeId={selected.id}
        onLinked={() => {
          triage.settle(selected, t('triage.linked', { title: selected.title }), false)
          triage.refetch()
        }}
      />
      <OpenCaseDialog
        isOpen={acts.overlay === 'case'}
        onClose={acts.closeOverlay}
        narrative={{ ...selected, severity: selected.severity ?? selected.latestSignal?.severity ?? null }}
        onOpened={() => triage.settle(selected, t('triage.caseOpened', { title: selected.title }), false)}
      />
    </>
  )
}
