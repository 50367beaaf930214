import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { TriageQueue } from '../../data/narratives.ts'
import { undoNarrative } from '../../data/narrative-acts.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { nextAfter } from './triage-order.ts'
import { useTriageRows } from './use-triage-rows.ts'

/** A decision of this sitting: on what, and in words. */
type Decided = { row: NarrativeRow; said: string; canUndo: boolean }

type Options = { queue: TriageQueue; selectedId: string | undefined; onSelect: (id: string | null) => void }

/** A sitting at the queue: decisions leave the list at once, are sent, and come back with a reason when they fail. */
export function useTriage({ queue, selectedId, onSelect }: Options) {
  const client = useQueryClient()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [history, setHistory] = useState<readonly Decided[]>([])
  const [fault, setFault] = useState<string | null>(null)

  const { ids, rows, waiting, counts, showAll } = useTriageRows(queue, decided)
  const selected = rows.find(({ id }) => id === selectedId) ?? null

  const refetch = () => {
    for (const key of ['triage', 'narratives', 'situation', 'narrative'])
      void client.invalidateQueries({ queryKey: [key] })
  }
  const bringBack = (id: string) => setDecided((before) => new Set([...before].filter((each) => each !== id)))

  /** Takes a row off the list, notes what was decided, and moves on. */
  const settle = (row: NarrativeRow, said: string, canUndo: boolean) => {
    setFault(null)
    setDecided((before) => new Set(before).add(row.id))
    setHistory((before) => [...before, { row, said, canUndo }])
    announce(said)
    onSelect(nextAfter(ids, row.id))
  }
  const decide = (row: NarrativeRow, said: string, send: () => Promise<void>) => {
    settle(row, said, true)
    send().then(refetch, (error: unknown) => {
      bringBack(row.id)
      setHistory((before) => before.filter((each) => each.row.id !== row.id))
      const reason = error instanceof Error ? sayProblem(error) : ''
      setFault(t('triage.notSaved', { title: row.title, reason }))
    })
  }
  const undo = () => {
    const last = history.findLast(({ canUndo }) => canUndo)
    if (!last) return
    setFault(null)
    setHistory((before) => before.filter((each) => each !== last))
    undoNarrative(last.row.id).then(
      async () => {
        await client.invalidateQueries({ queryKey: ['triage'] })
        bringBack(last.row.id)
        onSelect(last.row.id)
        announce(t('triage.undone', { title: last.row.title }))
        refetch()
      },
      (error: unknown) => {
        setHistory((before) => [...before, last])
        setFault(
          t('triage.notUndone', { title: last.row.title, reason: error instanceof Error ? sayProblem(error) : '' }),
        )
      },
    )
  }
  const move = (step: 1 | -1) => {
    const index = ids.indexOf(selectedId ?? '')
    const id = ids[Math.min(Math.max(index + step, 0), ids.length - 1)]
    if (id) onSelect(id)
  }
  return {
    rows,
    selected,
    waiting,
    counts,
    last: history.at(-1) ?? null,
    canUndo: history.some(({ canUndo }) => canUndo),
    fault,
    decide,
    settle,
    undo,
    move,
    showAll,
    refetch,
  }
}

export type Triage = ReturnType<typeof useTriage>
