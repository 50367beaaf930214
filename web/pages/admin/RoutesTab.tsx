import type { RouteRuleView } from '@hub/core/alert/route-rule-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { reorderRouteRules, routeRulesQuery } from '../../data/route-rules.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { announce } from '../../ui/announce.ts'
import { AdminLead } from './AdminLead.tsx'
import { moveRule } from './move-rule.ts'
import { RemoveRuleDialog } from './RemoveRuleDialog.tsx'
import { RouteRuleDialog } from './RouteRuleDialog.tsx'
import { RouteRuleRow } from './RouteRuleRow.tsx'

type Open = { kind: 'add' } | { kind: 'edit' | 'remove'; rule: RouteRuleView }

/** The routing rules in the order they are read, the catch-all last. */
export function RoutesTab() {
  const may = useMay()
  const rules = useQuery(routeRulesQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const reorder = useAct((ids: readonly string[]) => reorderRouteRules(ids), [['routes']])
  const canManage = may('route.manage')
  const move = (rows: readonly RouteRuleView[], rule: RouteRuleView, by: -1 | 1) => {
    const ids = moveRule(rows, rule.id, by)
    if (!ids) return
    reorder.mutate(ids, {
      onSuccess: () => {
        announce(t('admin.routes.moved', { title: rule.title, position: ids.indexOf(rule.id) + 1 }))
        // The row has moved: the button that was pressed keeps the focus, so that pressing again goes on.
        requestAnimationFrame(() => document.getElementById(`rule-${by < 0 ? 'up' : 'down'}-${rule.id}`)?.focus())
      },
    })
  }
  const add = canManage ? (
    <Button variant="primary" icon="plus" onPress={() => setOpen({ kind: 'add' })}>
      {t('admin.routes.add')}
    </Button>
  ) : null
  return (
    <>
      <AdminLead action={add}>{t('admin.routes.lead')}</AdminLead>
      <ActProblem error={reorder.error} />
      <QueryPart query={rules}>
        {({ rows }) => {
          const ordered = rows.toSorted(
            (a, b) => Number(a.isCatchAll) - Number(b.isCatchAll) || a.position - b.position,
          )
          return (
            <ol className="RouteRules" aria-label={t('admin.routes.list')}>
              {ordered.map((rule, index) => (
                <RouteRuleRow
                  key={rule.id}
                  rule={rule}
                  number={index + 1}
                  canManage={canManage}
                  canGoUp={moveRule(ordered, rule.id, -1) !== undefined}
                  canGoDown={moveRule(ordered, rule.id, 1) !== undefined}
                  isMoving={reorder.isPending}
                  onMove={(by) => move(ordered, rule, by)}
                  onEdit={() => setOpen({ kind: 'edit', rule })}
                  onRemove={() => setOpen({ kind: 'remove', rule })}
                />
              ))}
            </ol>
          )
        }}
      </QueryPart>
      {open?.kind === 'add' ? <RouteRuleDialog rule={null} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'edit' ? <RouteRuleDialog rule={open.rule} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'remove' ? <RemoveRuleDialog rule={open.rule} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
