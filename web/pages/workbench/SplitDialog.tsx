import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { itemIdSchema, narrativeIdSchema } from '@hub/core/ids.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { rulingPreviewQuery, splitNarrative } from '../../data/rulings.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { PreviewFacts } from './PreviewFacts.tsx'
import { useSayRuled } from './use-rulings.ts'
import type { Workbench } from './use-workbench.ts'

type Props = { narrative: NarrativeDetail; bench: Workbench; onClose: () => void }

/** The marked items on their way out: what goes with them, what stays, under which name, and why. */
export function SplitDialog({ narrative, bench, onClose }: Props) {
  const { target } = bench
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const { preview, split } = useSplit({ narrative, bench, onClose }, { title: title.trim(), reason: reason.trim() })
  const tooShort = title.trim().length > 0 && title.trim().length < 3
  return (
    <FormDialog
      title={t(target ? 'workbench.moveTitle' : 'workbench.splitTitle')}
      send={t(target ? 'workbench.move' : 'workbench.split')}
      onSend={() => {
        if (!tooShort) split.mutate()
      }}
      isPending={split.isPending}
      isDisabled={preview.data === undefined}
      disabledReason={preview.data?.refusal?.message ?? null}
      onClose={onClose}
      problem={<ActProblem error={split.error} />}
    >
      <p>
        {target ? (
          <T id="workbench.movesTo" values={{ title: <Content>{target.title}</Content> }} />
        ) : (
          t('workbench.movesToNew')
        )}
      </p>
      <QueryPart query={preview}>{(shown) => <PreviewFacts preview={shown} isMerge={false} />}</QueryPart>
      {target ? null : (
        <TextInput
          label={t('workbench.newTitle')}
          hint={preview.data?.title ? t('workbench.newTitleHint', { title: preview.data.title }) : ''}
          value={title}
          onChange={setTitle}
          error={tooShort ? t('narratives.titleMissing') : null}
          maxLength={200}
          isOptional
          autoFocus
        />
      )}
      <TextInput
        label={t('workbench.reason')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isOptional
        autoFocus={target !== null}
      />
    </FormDialog>
  )
}

type Words = { title: string; reason: string }

/** What is marked when the dialog opens is what it is about, whatever arrives meanwhile. */
function useSplit({ narrative, bench, onClose }: Props, { title, reason }: Words) {
  const { target } = bench
  const [itemIds] = useState(() => bench.selected.map((id) => itemIdSchema.parse(id)))
  const say = useSayRuled()
  const input = { kind: 'split' as const, itemIds, ...(target ? { into: narrativeIdSchema.parse(target.id) } : {}) }
  const preview = useQuery(rulingPreviewQuery(narrative.id, input))
  const split = useMutation({
    mutationFn: () =>
      splitNarrative(narrative.id, {
        itemIds,
        into: target ? { id: target.id } : title === '' ? {} : { title },
        reason: reason || undefined,
      }),
    onSuccess: async (ruled) => {
      bench.clear()
      onClose()
      const count = preview.data?.items ?? itemIds.length
      await say(ruled, t('workbench.splitDone', { count, title: ruled.narrative.title }))
    },
  })
  return { preview, split }
}
