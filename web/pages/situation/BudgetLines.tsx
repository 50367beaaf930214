import type { BudgetView } from '@hub/core/alert/alert-budget.ts'
import { useQuery } from '@tanstack/react-query'

import { budgetsQuery } from '../../data/deliveries.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** How many alerts were held because a unit had its week's share, and when they come; nothing while none is held. */
export function BudgetLines({ unitId }: { unitId: string | null }) {
  const { data } = useQuery(budgetsQuery)
  const spent = (data?.rows ?? []).filter((row) => row.held > 0 && (unitId === null || row.unitId === unitId))
  if (spent.length === 0) return null
  return (
    <ul className="BudgetLines" aria-label={t('situation.budgets')}>
      {spent.map((row) => (
        <li key={row.unitId}>
          <Line row={row} />
        </li>
      ))}
    </ul>
  )
}

function Line({ row }: { row: BudgetView }) {
  const { unitName, held, told, budget, releasedAt } = row
  return (
    <T
      id="situation.budgetHeld"
      values={{
        held,
        told,
        budget: budget ?? 0,
        unit: <Content>{unitName}</Content>,
        when: <Time at={releasedAt} as="moment" />,
      }}
    />
  )
}
