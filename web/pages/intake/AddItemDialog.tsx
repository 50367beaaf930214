import type { AddedItem } from '@hub/core/intake/add-item.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Segments } from '../../ui/Segments.tsx'
import { AddedItemDialog } from './AddedItemDialog.tsx'
import { EMPTY_DRAFT, hasWords, type ItemDraft } from './item-draft.ts'
import { ItemDraftDialog } from './ItemDraftDialog.tsx'
import { ReadPageDialog } from './ReadPageDialog.tsx'

const WAYS = ['page', 'text'] as const
type Way = (typeof WAYS)[number]

/** Adds one item by hand: a page that the hub reads first, or a text pasted by the person, who looks it over either way. */
export function AddItemDialog({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('page')
  const [url, setUrl] = useState('')
  const [pasted, setPasted] = useState(EMPTY_DRAFT)
  const [read, setRead] = useState<ItemDraft | null>(null)
  const [added, setAdded] = useState<AddedItem | null>(null)
  const startAgain = () => {
    setAdded(null)
    setRead(null)
    setPasted(EMPTY_DRAFT)
    setUrl('')
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
  if (read || way === 'text') {
    return (
      <ItemDraftDialog
        draft={read ?? pasted}
        onChange={read ? setRead : setPasted}
        ways={read ? null : ways}
        onBack={read ? () => setRead(null) : null}
        hasMore={read === null && (url.trim() !== '' || hasWords(pasted))}
        onAdded={setAdded}
        onClose={onClose}
      />
    )
  }
  return (
    <ReadPageDialog
      ways={ways}
      url={url}
      onUrl={setUrl}
      hasMore={hasWords(pasted)}
      onDraft={setRead}
      onClose={onClose}
    />
  )
}
