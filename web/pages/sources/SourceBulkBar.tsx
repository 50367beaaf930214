import type { SourceView } from '@hub/core/source/source-view.ts'
import { useState } from 'react'

import { actOnSource, SOURCE_ACTS, type SourceAct } from '../../data/source-acts.ts'
import { useAct } from '../../data/use-act.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'
import { actsFor } from './SourceMenu.tsx'

type Outcome = { count: number; failed: number; reason: string }

/** Acts on all chosen sources at once: each act counts those it fits, and those that refuse stay chosen. */
export function SourceBulkBar({ chosen, onClear }: { chosen: readonly SourceView[]; onClear: () => void }) {
  const [isRetiring, setIsRetiring] = useState(false)
  const [fault, setFault] = useState<Outcome | null>(null)
  const act = useAct(
    ({ kind, reason }: { kind: SourceAct; reason?: string }) => actOnAll(fitting(chosen, kind), kind, reason),
    [['sources']],
  )
  const run = (kind: SourceAct, reason?: string) => {
    setFault(null)
    act.mutate(reason === undefined ? { kind } : { kind, reason }, {
      onSuccess: (outcome) => {
        setIsRetiring(false)
        if (outcome.failed > 0) setFault(outcome)
        else {
          toast(t(`sources.done.${kind}`, { count: outcome.count }))
          onClear()
        }
      },
    })
  }
  if (chosen.length === 0) return null
  return (
    <div className="SourceBulk" role="region" aria-label={t('sources.bulk')}>
      <strong>{t('sources.chosen', { count: chosen.length })}</strong>
      <div className="FormActions">
        {SOURCE_ACTS.map((kind) => {
          const count = fitting(chosen, kind).length
          if (count === 0) return null
          return (
            <Button
              key={kind}
              size="small"
              variant={kind === 'retire' ? 'danger' : 'secondary'}
              isPending={act.isPending}
              onPress={() => (kind === 'retire' ? setIsRetiring(true) : run(kind))}
            >
              {t(`sources.act.${kind}`)}
            </Button>
          )
        })}
        <Button size="small" variant="quiet" onPress={onClear}>
          {t('sources.clearChosen')}
        </Button>
      </div>
      {fault ? (
        <Notice tone="danger" role="alert">
          {t('sources.someFailed', fault)}
        </Notice>
      ) : null}
      {isRetiring ? (
        <ReasonDialog
          title={t('sources.retireTitle', { count: fitting(chosen, 'retire').length })}
          label={t('sources.retireWhy')}
          hint={t('sources.retireHint')}
          send={t('sources.retireSend')}
          isDanger
          isPending={act.isPending}
          error={act.error}
          onSend={(reason) => run('retire', reason)}
          onClose={() => setIsRetiring(false)}
        />
      ) : null}
    </div>
  )
}

function fitting(sources: readonly SourceView[], kind: SourceAct): SourceView[] {
  return sources.filter((source) => actsFor(source).includes(kind))
}

/** One after the other: a hundred sources are a hundred small writes, and one that refuses stops no other. */
async function actOnAll(sources: readonly SourceView[], kind: SourceAct, reason: string | undefined): Promise<Outcome> {
  const outcome: Outcome = { count: sources.length, failed: 0, reason: '' }
  for (const { id } of sources) {
    try {
      await actOnSource(id, kind, reason)
    } catch (error) {
      outcome.failed += 1
      outcome.reason = error instanceof Error ? sayProblem(error) : ''
    }
  }
  return outcome
}
