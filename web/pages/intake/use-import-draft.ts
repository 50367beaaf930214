import type { FileEncoding } from '@hub/core/intake/file-encoding.ts'
import { guessMapping, guessOrderOf, type ImportMapping } from '@hub/core/intake/guess-mapping.ts'
import { judgeRows } from '@hub/core/intake/judge-rows.ts'
import { guessShape } from '@hub/core/intake/guess-shape.ts'
import type { ImportPlan } from '@hub/core/intake/item-import.ts'
import type { FileShape } from '@hub/core/intake/read-records.ts'
import { readRow } from '@hub/core/intake/read-row.ts'
import type { ProfileFilter } from '@hub/core/item/match-profiles.ts'
import type { IncomingField } from '@hub/core/item/incoming-item.ts'
import type { DateOrder } from '@hub/core/item/read-date.ts'
import { useMemo, useState } from 'react'

import { type ChosenFile, readAs, readBeginning } from './read-file.ts'

/** How a chosen file is understood: what the hub proposes and the person corrects, with the first rows as they would be. */
export function useImportDraft(chosen: ChosenFile) {
  const [file, setFile] = useState(chosen)
  const [shape, setShape] = useState<FileShape>(() => guessShape(chosen.name, chosen.sample))
  const { columns, records } = useMemo(() => readBeginning(file, shape), [file, shape])
  const [given, setGiven] = useState<ImportMapping | null>(null)
  const mapping = useMemo(() => given ?? guessMapping(columns, records), [given, columns, records])
  const guessed = useMemo(() => guessOrderOf(mapping, records), [mapping, records])
  const [chosenOrder, setOrder] = useState<DateOrder | null>(null)
  const [stripsMarks, setStripsMarks] = useState(true)
  const order = chosenOrder ?? guessed.order
  const plan: ImportPlan = {
    encoding: file.encoding,
    shape,
    rules: { mapping, dateOrder: order ?? 'day_first', stripsMarks },
  }
  const [now] = useState(() => new Date())
  const readings = records.map((record) => readRow(record, plan.rules, now))
  /** Another cut has other columns: what was mapped by hand means nothing there. */
  const reshape = (next: FileShape) => {
    setShape(next)
    setGiven(null)
  }
  return {
    file,
    shape,
    columns,
    /** The first rows with what would become of each under a profile. */
    judge: (profile: ProfileFilter | null) => judgeRows(readings, profile, now),
    plan,
    order,
    isAmbiguous: guessed.isAmbiguous,
    needsOrder: guessed.isAmbiguous && order === null,
    isReady: mapping.title !== undefined || mapping.text !== undefined,
    setEncoding: (encoding: FileEncoding) => {
      setFile(readAs(file, encoding))
      setGiven(null)
    },
    reshape,
    setOrder,
    stripsMarks,
    setStripsMarks,
    setField: (field: IncomingField, column: string | null) => {
      const { [field]: _old, ...others } = mapping
      setGiven(column === null ? others : { ...others, [field]: column })
    },
  }
}
export type ImportDraft = ReturnType<typeof useImportDraft>
