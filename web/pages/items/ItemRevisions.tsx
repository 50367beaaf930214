import type { ItemDetail, ItemRevision } from '@hub/core/item/item-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { itemRevisionsQuery } from '../../data/items.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { nameRevision } from './name-revision.ts'
import { RevisionDiff } from './RevisionDiff.tsx'

/** Every wording an item had, and what changed from one to another, side by side. */
export function ItemRevisions({ item }: { item: ItemDetail }) {
  const query = useQuery(itemRevisionsQuery(item.id))
  return (
    <Panel title={t('items.revisions', { count: item.revisions })}>
      <QueryPart query={query}>{({ rows }) => <Compared rows={rows} language={item.language} />}</QueryPart>
    </Panel>
  )
}

/** `rows` come the newest first: at first the last change is shown. */
function Compared({ rows, language }: { rows: readonly ItemRevision[]; language: string }) {
  const [chosen, setChosen] = useState<{ from: string; to: string } | null>(null)
  const newest = rows[0]
  // A page and its feed say different words without anything having changed: like is compared with like, where it can be.
  const before = rows.slice(1).find(({ origin }) => origin === newest?.origin) ?? rows[1]
  if (!newest || !before) return <p className="secondary">{t('items.oneRevision')}</p>
  const find = (id: string | undefined) => rows.find(({ revision }) => String(revision) === id)
  const to = find(chosen?.to) ?? newest
  const from = find(chosen?.from) ?? before
  const choices = rows.map((row) => ({ value: String(row.revision), label: nameRevision(row) }))
  const choose = (change: Partial<{ from: string; to: string }>) =>
    setChosen({ from: String(from.revision), to: String(to.revision), ...change })
  return (
    <>
      <p className="secondary Item-note">{t('items.revisionsNote')}</p>
      <div className="Revisions-chosen">
        <SelectInput
          label={t('items.compare')}
          value={String(from.revision)}
          onChange={(value) => choose({ from: value })}
          choices={choices}
        />
        <SelectInput
          label={t('items.compareWith')}
          value={String(to.revision)}
          onChange={(value) => choose({ to: value })}
          choices={choices}
        />
      </div>
      <RevisionDiff from={from} to={to} language={language} />
    </>
  )
}
