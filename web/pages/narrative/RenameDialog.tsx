import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { renameNarrative } from '../../data/narrative-acts.ts'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = { isOpen: boolean; onClose: () => void; narrative: NarrativeDetail }

/** Gives a narrative a name of people's own. */
export function RenameDialog(props: Props) {
  return (
    <Dialog title={t('narratives.rename')} isOpen={props.isOpen} onClose={props.onClose}>
      <RenameForm {...props} />
    </Dialog>
  )
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isNamed = title.trim().length >= 3
    setFault(isNamed ? null : t('narratives.titleMissing'))
    if (isNamed) rename.mutate(version)
  }
  return (
    <form className="FormStack" onSubmit={submit}>
      {isConflict(rename.error) && narrative.rowVersion !== version ? (
        <ConflictNotice
          theirs={<Content>{narrative.title}</Content>}
          yours={<Content>{title}</Content>}
          onTakeTheirs={onClose}
          onSaveMine={() => {
            setVersion(narrative.rowVersion)
            rename.mutate(narrative.rowVersion)
          }}
        />
      ) : rename.error ? (
        <Notice tone="danger" role="alert">
          {sayProblem(rename.error)} {t('narratives.keptHere')}
        </Notice>
      ) : null}
      <TextInput
        label={t('narratives.newTitle')}
        hint={t('narratives.newTitleHint')}
        value={title}
        onChange={setTitle}
        error={fault}
        maxLength={200}
        autoFocus
      />
      <div className="FormActions">
        <Button variant="primary" type="submit" isPending={rename.isPending}>
          {t('narratives.rename')}
        </Button>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
