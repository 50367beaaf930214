import { INCOMING_TEXT_MAX, INCOMING_TITLE_MAX } from '@hub/core/item/incoming-item.ts'

import { t } from '../../i18n/t.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import type { ItemDraft } from './item-draft.ts'

type Props = {
  draft: ItemDraft
  onChange: (draft: ItemDraft) => void
  titleFault: string | null
  publisherFault: string | null
}

/** The words of an item and where they come from. There is no field for an author. */
export function ItemDraftFields({ draft, onChange, titleFault, publisherFault }: Props) {
  const set = (part: Partial<ItemDraft>) => onChange({ ...draft, ...part })
  return (
    <>
      <TextInput
        label={t('intake.field.title')}
        value={draft.title}
        onChange={(title) => set({ title })}
        maxLength={INCOMING_TITLE_MAX}
        error={titleFault}
      />
      <TextInput
        label={t('intake.field.text')}
        hint={t('intake.textHint')}
        value={draft.text}
        onChange={(text) => set({ text })}
        isMultiline
        maxLength={INCOMING_TEXT_MAX}
      />
      <TextInput
        label={t('intake.field.url')}
        value={draft.url}
        onChange={(url) => set({ url })}
        isOptional
        error={publisherFault}
      />
      <div className="IntakePairs">
        <TextInput
          label={t('intake.field.publisher')}
          hint={t('intake.publisherHint')}
          value={draft.publisher}
          onChange={(publisher) => set({ publisher })}
          isOptional
          maxLength={200}
        />
        <TextInput
          label={t('intake.field.publishedAt')}
          value={draft.day}
          onChange={(day) => set({ day })}
          type="date"
          isOptional
        />
        <TextInput
          label={t('intake.field.language')}
          hint={t('intake.languageHint')}
          value={draft.language}
          onChange={(language) => set({ language })}
          isOptional
          maxLength={20}
        />
      </div>
    </>
  )
}
