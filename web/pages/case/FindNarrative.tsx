import './case-rows.css'

import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { narrativeSearchQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { NarrativeFacts } from '../narrative/NarrativeFacts.tsx'

type Props = {
  /** What choosing one does. */
  label: string
  /** Narratives that are not offered. */
  without?: readonly string[]
  isPending?: boolean
  onChoose: (row: NarrativeRow) => void
}

/** A search for one narrative; without words it shows what emerges now. */
export function FindNarrative({ label, without = [], isPending, onChoose }: Props) {
  const [q, setQ] = useState('')
  const found = useQuery({ ...narrativeSearchQuery(q.trim()), placeholderData: keepPreviousData })
  return (
    <>
      <SearchInput label={t('case.linkNarrativeSearch')} value={q} onChange={setQ} autoFocus />
      <QueryPart query={found}>
        {({ rows }) => {
          const offered = rows.filter(({ id }) => !without.includes(id))
          if (offered.length === 0) return <p className="secondary">{t('case.linkNarrativeNone')}</p>
          return (
            <ul className="CaseRows">
              {offered.map((row) => (
                <li key={row.id} className="CaseRow">
                  <div className="CaseRow-text">
                    <strong>
                      <Content language={row.languages[0]}>{row.title}</Content>
                    </strong>
                    <span className="secondary">
                      <NarrativeFacts row={row} />
                    </span>
                  </div>
                  <Button
                    size="small"
                    isDisabled={isPending ?? false}
                    ariaLabel={t('ui.actOn', { act: label, name: row.title })}
                    onPress={() => onChoose(row)}
                  >
                    {label}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }}
      </QueryPart>
    </>
  )
}
