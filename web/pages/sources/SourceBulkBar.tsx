import type { ChangeReport, SourceChange } from '@hub/core/source/change-sources.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useState } from 'react'

import { changeSources, SOURCE_ACTS, type SourceAct, undoChange } from '../../data/source-acts.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'
import { FactCheckerDialog } from './FactCheckerDialog.tsx'
import { ReassignDialog } from './ReassignDialog.tsx'
import { RefusedSources } from './RefusedSources.tsx'
import { actsFor } from './SourceMenu.tsx'
import { TagDialog } from './TagDialog.tsx'
import type { Selection } from './use-selection.ts'

type Ask = 'tag' | 'reassign' | 'fact_checker' | 'retire'
const STALE = [['sources'], ['source'], ['profiles'], ['situation'], ['claim-reviews']] as const

/** Acts on everything chosen at once, and says of each source that refused why it did. */
export function SourceBulkBar({ selection, rows }: { selection: Selection; rows: readonly SourceView[] }) {
  const [asked, setAsked] = useState<Ask | null>(null)
  const [refused, setRefused] = useState<ChangeReport['refused']>([])
  const undo = useAct(undoChange, STALE)
  const act = useAct(async (change: SourceChange) => {
    if (!selection.of) throw new Error('Nothing is chosen.')
    return changeSources({ change, of: selection.of })
  }, STALE)
  const run = (change: SourceChange) =>
    act.mutate(change, {
      onSuccess: (report) => {
        setAsked(null)
        setRefused(report.refused)
        const said = t(`sources.did.${change.act}`, { count: report.changed })
        const takeBack = () => undo.mutate(report, { onSuccess: () => toast(t('sources.undone')) })
        toast(said, ...(report.undo.length > 0 ? [{ label: t('ui.undo'), onPress: takeBack }] : []))
        if (report.refused.length === 0) selection.clear()
      },
    })
  const press = (kind: SourceAct) => {
    if (kind === 'retire') setAsked('retire')
    else run({ act: kind })
  }
  const clear = () => {
    setRefused([])
    selection.clear()
  }
  if (selection.count === 0 && refused.length === 0) return null
  const chosen = rows.filter(({ id }) => selection.has(id))
  const fits = (kind: SourceAct) => selection.isAll || chosen.some((source) => actsFor(source).includes(kind))
  return (
    <div className="SourceBulk" role="region" aria-label={t('sources.bulk')}>
      <strong role="status">{t('sources.chosen', { count: selection.count })}</strong>
      <div className="FormActions">
        {SOURCE_ACTS.filter(fits).map((kind) => (
          <Button
            key={kind}
            size="small"
            variant={kind === 'retire' ? 'danger' : 'secondary'}
            isDisabled={act.isPending}
            onPress={() => press(kind)}
          >
            {t(`sources.act.${kind}`)}
          </Button>
        ))}
        <MoreActs isDisabled={act.isPending} onAsk={setAsked} onClear={clear} />
      </div>
      {asked === null ? <ActProblem error={act.error ?? undo.error} /> : null}
      <RefusedSources refused={refused} />
      <AskDialog
        asked={asked}
        count={selection.count}
        isPending={act.isPending}
        error={act.error}
        onSend={run}
        onClose={() => setAsked(null)}
      />
    </div>
  )
}

type MoreProps = { isDisabled: boolean; onAsk: (asked: Ask) => void; onClear: () => void }

/** Acts that fit every source, and the way out. */
function MoreActs({ isDisabled, onAsk, onClear }: MoreProps) {
  return (
    <>
      <Button size="small" isDisabled={isDisabled} onPress={() => onAsk('tag')}>
        {t('sources.act.tag')}
      </Button>
      <Button size="small" isDisabled={isDisabled} onPress={() => onAsk('reassign')}>
        {t('sources.act.reassign')}
      </Button>
      <Button size="small" isDisabled={isDisabled} onPress={() => onAsk('fact_checker')}>
        {t('sources.act.factChecker')}
      </Button>
      <Button size="small" variant="quiet" onPress={onClear}>
        {t('sources.clearChosen')}
      </Button>
    </>
  )
}

type AskProps = {
  asked: Ask | null
  count: number
  isPending: boolean
  error: Error | null
  onSend: (change: SourceChange) => void
  onClose: () => void
}

/** What an act has to know before it is done. */
function AskDialog({ asked, ...about }: AskProps) {
  if (asked === 'tag') return <TagDialog {...about} />
  if (asked === 'reassign') return <ReassignDialog {...about} />
  if (asked === 'fact_checker') return <FactCheckerDialog {...about} />
  if (asked !== 'retire') return null
  return (
    <ReasonDialog
      title={t('sources.retireTitle', { count: about.count })}
      label={t('sources.retireWhy')}
      hint={t('sources.retireHint')}
      send={t('sources.retireSend')}
      isDanger
      isPending={about.isPending}
      error={about.error}
      onSend={(reason) => about.onSend({ act: 'retire', reason })}
      onClose={about.onClose}
    />
  )
}
