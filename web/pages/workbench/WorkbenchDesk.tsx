import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'

import { narrativeQuery } from '../../data/narratives.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useLastRuling } from './made-rulings.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { MergedNotice } from './MergedNotice.tsx'
import { RulingList } from './RulingList.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import { useUndoRuling } from './use-rulings.ts'
import { useWorkbenchKeys } from './use-workbench-keys.ts'
import { useWorkbench } from './use-workbench.ts'
import { WorkbenchBar } from './WorkbenchBar.tsx'
import { WorkbenchItems } from './WorkbenchItems.tsx'
import { WorkbenchTarget } from './WorkbenchTarget.tsx'

type Props = { narrative: NarrativeDetail; withIds: readonly string[]; mergedId?: string }

/** Left the items, right what stands opposite, under them what was ruled so far. */
export function WorkbenchDesk({ narrative, withIds, mergedId }: Props) {
  // One other chosen in the list stands opposite at once; of several the dialog tells.
  const first = useQuery({ ...narrativeQuery(withIds[0] ?? ''), enabled: withIds.length === 1 }).data
  const bench = useWorkbench(narrative, first ? { id: first.id, title: first.title, items: first.itemCount } : null)
  const isAllowed = useMay()('narrative.triage')
  const last = useLastRuling()
  const undo = useUndoRuling('workbench')
  const search = useRef<HTMLDivElement>(null)
  const undoLast = () => {
    if (last) undo.mutate(last.id)
  }
  useWorkbenchKeys({ bench, undoLast, focusTarget: () => search.current?.querySelector('input')?.focus() })
  if (!isAllowed) return <Notice tone="warning">{t('workbench.notAllowed')}</Notice>
  return (
    <>
      {mergedId ? <MergedNotice mergedId={mergedId} from="workbench" /> : null}
      {withIds.length > 1 ? (
        <Notice tone="accent">{t('workbench.chosenInList', { count: withIds.length })}</Notice>
      ) : null}
      <ActProblem error={undo.error} />
      <div className="Workbench">
        <WorkbenchItems bench={bench} />
        <div className="Workbench-side">
          <WorkbenchTarget narrative={narrative} bench={bench} searchRef={search} />
          <RulingList narrativeId={narrative.id} undo={undo} />
        </div>
      </div>
      <WorkbenchBar bench={bench} withCount={withIds.length} last={last} onUndo={undoLast} isUndoing={undo.isPending} />
      {bench.asking === 'split' && bench.selected.length > 0 ? (
        <SplitDialog narrative={narrative} bench={bench} onClose={() => bench.ask(null)} />
      ) : null}
      {bench.asking === 'merge' ? (
        <MergeDialog narrative={narrative} bench={bench} withIds={withIds} onClose={() => bench.ask(null)} />
      ) : null}
    </>
  )
}
