import type { SourceChange } from '@hub/core/source/change-sources.ts'
import { useState } from 'react'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { readTags } from './read-tags.ts'

type Props = {
  count: number
  isPending: boolean
  error: Error | null
  onSend: (change: SourceChange) => void
  onClose: () => void
}

const TAG_LENGTH_MAX = 60

/** Adds tags to the chosen sources, or takes them away. */
export function TagDialog({ count, isPending, error, onSend, onClose }: Props) {
  const [act, setAct] = useState<'tag' | 'untag'>('tag')
  const [words, setWords] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const tags = readTags(words)
  const fault =
    tags.length === 0
      ? t('sources.tagNone')
      : tags.some(({ length }) => length > TAG_LENGTH_MAX)
        ? t('sources.tagLong')
        : null
  const submit = () => {
    setWasAsked(true)
    if (fault === null) onSend({ act, tags })
  }
  return (
    <FormDialog
      title={t('sources.tagTitle', { count })}
      send={t(act === 'tag' ? 'sources.tagSend' : 'sources.untagSend')}
      onSend={submit}
      isPending={isPending}
      problem={<ActProblem error={error} />}
      onClose={onClose}
    >
      <Segments
        label={t('sources.tagWhat')}
        value={act}
        onChange={setAct}
        choices={[
          { value: 'tag', label: t('sources.tagAdd') },
          { value: 'untag', label: t('sources.tagTake') },
        ]}
      />
      <TextInput
        label={t('sources.editTags')}
        hint={t('sources.editTagsHint')}
        value={words}
        onChange={setWords}
        autoFocus
        error={wasAsked ? fault : null}
      />
    </FormDialog>
  )
}
