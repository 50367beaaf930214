import { useQuery } from '@tanstack/react-query'

import { narrativeQuery } from '../../data/narratives.ts'
import { rulingsQuery } from '../../data/rulings.ts'
import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Time } from '../../ui/Time.tsx'
import { type UndoFrom, useUndoRuling } from './use-rulings.ts'

/** Says that the address asked for was merged into what is shown, by whom, and offers to take that back. */
export function MergedNotice({ mergedId, from }: { mergedId: string; from: UndoFrom }) {
  const merged = useQuery(narrativeQuery(mergedId)).data
  const ruling = useQuery(rulingsQuery(mergedId)).data?.rows.find(
    ({ kind, narrative, undone }) => kind === 'merge' && narrative.id === mergedId && !undone,
  )
  const undo = useUndoRuling(from)
  const isAllowed = useMay()('narrative.triage')
  if (merged?.state !== 'merged') return null
  const title = <Content>{merged.title}</Content>
  return (
    <Notice tone="accent" role="status">
      <p>
        {ruling ? (
          <T
            id={ruling.byMachine ? 'workbench.mergedByMachine' : 'workbench.mergedBy'}
            values={{ title, name: <Content>{ruling.ruledBy}</Content>, when: <Time at={ruling.ruledAt} /> }}
          />
        ) : (
          <T id="workbench.merged" values={{ title }} />
        )}
      </p>
      {ruling && isAllowed ? (
        <Button size="small" icon="undo" onPress={() => undo.mutate(ruling.id)} isPending={undo.isPending}>
          {t('workbench.undoMerge')}
        </Button>
      ) : null}
      <ActProblem error={undo.error} />
    </Notice>
  )
}
