import type { StorylineView } from '@hub/core/storyline/storyline-view.ts'
import { useState } from 'react'

import { renameStoryline } from '../../data/storylines.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Gives a storyline another name. */
export function RenameStorylineDialog({ storyline, onClose }: { storyline: StorylineView; onClose: () => void }) {
  const [title, setTitle] = useState(storyline.title)
  const [version] = useState(storyline.rowVersion)
  const [fault, setFault] = useState<string | null>(null)
  const act = useAct((name: string) => renameStoryline(storyline.id, name, version), [['storylines']])
  const submit = () => {
    const name = title.trim()
    setFault(name.length >= 3 ? null : t('storyline.titleMissing'))
    if (name.length >= 3) act.mutate(name, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={t('storyline.rename')}
      send={t('storyline.rename')}
      onSend={submit}
      isPending={act.isPending}
      onClose={onClose}
      problem={<ActProblem error={act.error} />}
    >
      <TextInput
        label={t('storyline.renameLabel')}
        value={title}
        onChange={setTitle}
        error={fault}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  )
}
