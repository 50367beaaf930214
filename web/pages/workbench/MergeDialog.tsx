import { narrativeIdSchema } from '@hub/core/ids.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { ApiProblem } from '../../api-problem.ts'
import { mergeNarratives, rulingPreviewQuery } from '../../data/rulings.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { PreviewFacts } from './PreviewFacts.tsx'
import { useSayRuled } from './use-rulings.ts'
import type { Target, Workbench } from './use-workbench.ts'

type Props = { narrative: NarrativeDetail; bench: Workbench; withIds: readonly string[]; onClose: () => void }

/** Two narratives, or several chosen in the list, on their way to becoming one: which lives on, and what moves with that. */
export function MergeDialog({ narrative, bench, withIds, onClose }: Props) {
  const { target } = bench
  const others = target ? [target.id] : withIds
  const isLarger = !target || target.items <= narrative.itemCount
  const [survivor, setSurvivor] = useState<Survivor>(isLarger ? 'this' : 'other')
  const [reason, setReason] = useState('')
  const isOtherAlive = survivor === 'other' && target !== null
  const { preview, merge } = useMerge(
    { bench, onClose },
    {
      intoId: isOtherAlive ? target.id : narrative.id,
      fromIds: isOtherAlive ? [narrative.id] : others,
      reason: reason.trim(),
    },
  )
  if (others.length === 0) return null
  const isStale = merge.error instanceof ApiProblem && merge.error.problem.code === 'stale_version'
  return (
    <FormDialog
      title={t('workbench.mergeTitle')}
      send={t('workbench.merge')}
      onSend={() => merge.mutate()}
      isPending={merge.isPending}
      isDisabled={preview.data === undefined}
      disabledReason={preview.data?.refusal?.message ?? null}
      onClose={onClose}
      problem={
        isStale ? (
          <Notice tone="warning" role="alert">
            {t('workbench.changedMeanwhile')}
          </Notice>
        ) : (
          <ActProblem error={merge.error} />
        )
      }
    >
      {target ? (
        <SurvivorInput narrative={narrative} target={target} value={survivor} onChange={setSurvivor} />
      ) : (
        <p>{t('workbench.mergeMany', { count: others.length })}</p>
      )}
      <QueryPart query={preview}>{(shown) => <PreviewFacts preview={shown} isMerge />}</QueryPart>
      <TextInput
        label={t('workbench.reason')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isOptional
        autoFocus
      />
    </FormDialog>
  )
}

type Survivor = 'this' | 'other'
type SurvivorProps = {
  narrative: NarrativeDetail
  target: Target
  value: Survivor
  onChange: (survivor: Survivor) => void
}

function SurvivorInput({ narrative, target, value, onChange }: SurvivorProps) {
  return (
    <RadioInput
      label={t('workbench.livesOn')}
      hint={t('workbench.livesOnHint')}
      value={value}
      onChange={onChange}
      choices={[
        {
          value: 'this',
          label: narrative.title,
          isContent: true,
          hint: t('narratives.items', { count: narrative.itemCount }),
        },
        {
          value: 'other',
          label: target.title,
          isContent: true,
          hint: t('narratives.items', { count: target.items }),
        },
      ]}
    />
  )
}

type Merging = { intoId: string; fromIds: readonly string[]; reason: string }

/** Sends the versions that were looked at: what changed meanwhile is shown anew before it is merged. */
function useMerge({ bench, onClose }: Pick<Props, 'bench' | 'onClose'>, { intoId, fromIds, reason }: Merging) {
  const say = useSayRuled()
  const navigate = useNavigate()
  const from = fromIds.map((id) => narrativeIdSchema.parse(id))
  const preview = useQuery({ ...rulingPreviewQuery(intoId, { kind: 'merge', from }), enabled: from.length > 0 })
  const merge = useMutation({
    mutationFn: () =>
      mergeNarratives(intoId, {
        from,
        reason: reason || undefined,
        expectedVersions: (preview.data?.narratives ?? []).map(({ id, rowVersion }) => ({ id, version: rowVersion })),
      }),
    onSuccess: async (ruled) => {
      bench.setTarget(null)
      onClose()
      const params = { narrativeId: ruled.narrative.id }
      await navigate({ to: '/narratives/$narrativeId/workbench', params, search: {} })
      await say(ruled, t('workbench.mergeDone', { count: from.length, title: ruled.narrative.title }))
    },
    onError: () => void preview.refetch(),
  })
  return { preview, merge }
}
