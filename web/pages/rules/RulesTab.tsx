import './rules.css'

import type { RuleView } from '@hub/core/signal/rule-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { detectionRulesQuery } from '../../data/detection-rules.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { AdminLead } from '../admin/AdminLead.tsx'
import { RemoveDetectionRule } from './RemoveDetectionRule.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { RuleRow } from './RuleRow.tsx'

type Open = { kind: 'add' } | { kind: 'edit' | 'remove'; rule: RuleView }

/** Everything that raises an alert, as rules people can read, rehearse, change and switch off. */
export function RulesTab() {
  const may = useMay()
  const rules = useQuery(detectionRulesQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const canManage = may('rule.manage')
  const add = canManage ? (
    <Button variant="primary" icon="plus" onPress={() => setOpen({ kind: 'add' })}>
      {t('rules.add')}
    </Button>
  ) : null
  return (
    <>
      <AdminLead action={add}>{t('rules.lead')}</AdminLead>
      <QueryPart query={rules}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('rules.none')} example={t('rules.noneExample')}>
              {t('rules.noneBody')}
            </EmptyState>
          ) : (
            <ul className="DetectionRules" aria-label={t('rules.rules')}>
              {rows.map((rule) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  canManage={canManage}
                  onOpen={() => setOpen({ kind: 'edit', rule })}
                  onRemove={() => setOpen({ kind: 'remove', rule })}
                />
              ))}
            </ul>
          )
        }
      </QueryPart>
      {open?.kind === 'add' ? <RuleDialog rule={null} onClose={close} /> : null}
      {open?.kind === 'edit' ? <RuleDialog rule={open.rule} onClose={close} /> : null}
      {open?.kind === 'remove' ? <RemoveDetectionRule rule={open.rule} onClose={close} /> : null}
    </>
  )
}
