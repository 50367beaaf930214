import type { AddedItem } from '@hub/core/intake/add-item.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Segments } from '../../ui/Segments.tsx'
import { AddedItemDialog } from './AddedItemDialog.tsx'
import { EMPTY_DRAFT, type ItemDraft } from './item-draft.ts'
import { ItemDraftDialog } from './ItemDraftDialog.tsx'
import { ReadPageDialog } from './ReadPageDialog.tsx'

const WAYS = ['page', 'text'] as const
type Way = (typeof WAYS)[number]

/** Adds one item by hand: a page that the hub reads first, or a text pasted by the person, who looks it over either way. */
export function AddItemDialog({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('page')
  const [draft, setDraft] = useState<ItemDraft | null>(null)
  const [added, setAdded] = useState<AddedItem | null>(null)
  const startAgain = () => {
    setAdded(null)
    setDraft(null)
  }
  if (added) return <AddedItemDialog added={added} onAnother={startAgain} onClose={onClose} />
  const ways = (
    <Segments
      label={t('intake.way')}
      value={way}
      onChange={setWay}
      choices={WAYS.map((value) => ({ value, label: t(`intake.way.${value}`) }))}
    />
  )
  if (draft || way === 'text') {
    return (
      <ItemDraftDialog
        first={draft ?? EMPTY_DRAFT}
        ways={draft ? null : ways}
        onBack={draft ? () => setDraft(null) : null}
        onAdded={setAdded}
        onClose={onClose}
      />
    )
  }
  return <ReadPageDialog ways={ways} onDraft={setDraft} onClose={onClose} />
}
