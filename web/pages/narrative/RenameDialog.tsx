import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { renameNarrative } from '../../data/narrative-acts.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = { isOpen: boolean; onClose: () => void; narrative: NarrativeDetail }

/** Gives a narrative a name of people's own. */
export function RenameDialog(props: Props) {
  return props.isOpen ? <RenameForm {...props} /> : null
}

function RenameForm({ onClose, narrative }: Props) {
  const client = useQueryClient()
  const [title, setTitle] = useState(narrative.title)
  const [version, setVersion] = useState(narrative.rowVersion)
  const [fault, setFault] = useState<string | null>(null)
  const rename = useMutation({
    mutationFn: (expectedVersion: number) => renameNarrative(narrative.id, title.trim(), expectedVersion),
    onSuccess: async () => {
      for (const key of ['narratives', 'triage', 'situation']) void client.invalidateQueries({ queryKey: [key] })
      await client.invalidateQueries({ queryKey: ['narrative', narrative.id] })
      onClose()
    },
    onError: () => void client.invalidateQueries({ queryKey: ['narrative', narrative.id] }),
  })
  const submit = () => {
    const isNamed = title.trim().length >= 3
    setFault(isNamed ? null : t('narratives.titleMissing'))
    if (isNamed) rename.mutate(version)
  }
  return (
    <FormDialog
      title={t('narratives.rename')}
      send={t('narratives.rename')}
      onSend={submit}
      isPending={rename.isPending}
      onClose={onClose}
      problem={
        isConflict(rename.error) && narrative.rowVersion !== version ? (
          <ConflictNotice
            theirs={<Content>{narrative.title}</Content>}
            yours={<Content>{title}</Content>}
            onTakeTheirs={onClose}
            onSaveMine={() => {
              setVersion(narrative.rowVersion)
              rename.mutate(narrative.rowVersion)
            }}
          />
        ) : (
          <ActProblem error={rename.error} />
        )
      }
    >
      <TextInput
        label={t('narratives.newTitle')}
        hint={t('narratives.newTitleHint')}
        value={title}
        onChange={setTitle}
        error={fault}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  )
}
