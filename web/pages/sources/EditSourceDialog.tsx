import { type EditSource, editSourceSchema } from '@hub/core/source/source-input.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { editSource } from '../../data/source-acts.ts'
import { sourceQuery } from '../../data/sources.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { readTags } from './read-tags.ts'

type Words = { url: string; title: string; publisherName: string; country: string; language: string; tags: string }
type Fields = Words & { readsClaimReviews: boolean }

const fieldsOf = (source: SourceView): Fields => ({
  url: source.url,
  title: source.title,
  publisherName: source.publisher.name,
  country: source.country ?? '',
  language: source.language ?? '',
  tags: source.tags.join(', '),
  readsClaimReviews: source.readsClaimReviews,
})

/** What people say about a source: its address, name, publisher, place, language, tags. */
export function EditSourceDialog({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const [fields, setFields] = useState(() => fieldsOf(source))
  const [openedAt] = useState(source.rowVersion)
  const [wasAsked, setWasAsked] = useState(false)
  const latest = useQuery(sourceQuery(source.id)).data ?? source
  const save = useAct((changes: EditSource) => editSource(source.id, changes), [['sources'], ['source', source.id]])
  const set = (field: keyof Words) => (value: string) => setFields({ ...fields, [field]: value })
  const parsed = editSourceSchema.safeParse(changesOf(fields))
  const faulty = new Set(wasAsked && !parsed.success ? parsed.error.issues.map(({ path }) => path[0]) : [])
  const submit = (expectedVersion: number) => {
    setWasAsked(true)
    if (!parsed.success) return
    save.mutate(
      { ...parsed.data, expectedVersion },
      {
        onSuccess: () => {
          toast(t('sources.editSaved'))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={t('sources.editTitle')}
      send={t('ui.save')}
      onSend={() => submit(openedAt)}
      isPending={save.isPending}
      problem={
        isConflict(save.error) && save.error.problem.code === 'stale_version' ? (
          <ConflictNotice
            theirs={<Version fields={fieldsOf(latest)} />}
            yours={<Version fields={fields} />}
            onTakeTheirs={onClose}
            onSaveMine={() => submit(latest.rowVersion)}
          />
        ) : (
          <ActProblem error={save.error} />
        )
      }
      onClose={onClose}
    >
      <SourceFields fields={fields} set={set} faulty={faulty} />
      <CheckInput
        isSelected={fields.readsClaimReviews}
        onChange={(readsClaimReviews) => setFields({ ...fields, readsClaimReviews })}
      >
        {t('sources.editReadsReviews')}
      </CheckInput>
    </FormDialog>
  )
}

type FieldsProps = {
  fields: Fields
  set: (field: keyof Words) => (value: string) => void
  faulty: ReadonlySet<unknown>
}

function SourceFields({ fields, set, faulty }: FieldsProps) {
  return (
    <>
      <TextInput
        label={t('sources.editName')}
        value={fields.title}
        onChange={set('title')}
        maxLength={300}
        error={faulty.has('title') ? t('case.fieldText') : null}
      />
      <TextInput
        label={t('sources.editUrl')}
        value={fields.url}
        onChange={set('url')}
        error={faulty.has('url') ? t('sources.addUrlFault') : null}
      />
      <TextInput
        label={t('sources.editPublisher')}
        hint={t('sources.editPublisherHint')}
        value={fields.publisherName}
        onChange={set('publisherName')}
        error={faulty.has('publisherName') ? t('case.fieldText') : null}
      />
      <div className="EditSource-pair">
        <TextInput
          label={t('sources.editCountry')}
          hint={t('sources.editCountryHint')}
          value={fields.country}
          onChange={set('country')}
          isOptional
          maxLength={2}
          error={faulty.has('country') ? t('sources.editCountryFault') : null}
        />
        <TextInput
          label={t('sources.editLanguage')}
          hint={t('sources.editLanguageHint')}
          value={fields.language}
          onChange={set('language')}
          isOptional
          maxLength={3}
          error={faulty.has('language') ? t('sources.editLanguageFault') : null}
        />
      </div>
      <TextInput
        label={t('sources.editTags')}
        hint={t('sources.editTagsHint')}
        value={fields.tags}
        onChange={set('tags')}
        isOptional
      />
    </>
  )
}

function Version({ fields }: { fields: Fields }) {
  return (
    <Content>
      {Object.values(fields)
        .filter((value) => typeof value === 'string' && value !== '')
        .join(' · ')}
    </Content>
  )
}

function changesOf({ url, title, publisherName, country, language, tags, readsClaimReviews }: Fields): EditSource {
  return {
    url: url.trim(),
    title: title.trim(),
    publisherName: publisherName.trim(),
    country: country.trim().toUpperCase() || null,
    language: language.trim().toLowerCase() || null,
    tags: readTags(tags),
    readsClaimReviews,
  }
}
