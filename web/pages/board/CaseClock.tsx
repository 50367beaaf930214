import type { CaseRow } from '@hub/core/case/case-view.ts'

import { t } from '../../i18n/t.ts'
import { Clock } from '../../ui/Clock.tsx'
import { useNow } from '../../ui/use-now.ts'
import { clockMatters } from './clock-matters.ts'

/** What is owed next on a case, while it matters. */
export function CaseClock({ row, isAlways }: { row: CaseRow; isAlways?: boolean }) {
  const nowMs = useNow()
  if (!row.clock || !(isAlways || clockMatters(row.clock.dueAt, nowMs))) return null
  return (
    <span className="CaseClock">
      {t(`case.clock.${row.clock.kind}`)} <Clock dueAt={row.clock.dueAt} />
    </span>
  )
}
