import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useState } from 'react'

import { editCase } from '../../data/case-acts.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import type { EditCase } from '@hub/core/case/edit-case.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { toast } from '../../ui/toasts.ts'
import { useHoldEntry } from '../holds/use-hold-entry.tsx'
import { MoveCaseDialog } from './MoveCaseDialog.tsx'
import { RenameCaseDialog } from './RenameCaseDialog.tsx'

/** What can be done to the case as a whole: move it, rename it, change its urgency. */
export function CaseActions({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [open, setOpen] = useState<'move' | 'rename' | null>(null)
  const hold = useHoldEntry({ kind: 'case', objectId: detail.id, title: detail.title })
  const edit = useAct(
    (changes: EditCase) => editCase(detail.id, { ...changes, expectedVersion: detail.rowVersion }),
    caseKeys(detail.id),
  )
  const mayMove = may('case.triage') || may('case.close')
  usePageKeys([{ key: 'm', does: t('case.keyMove'), act: () => mayMove && setOpen('move') }])
  if (!mayMove) return null
  const severities: MenuEntry[] = SEVERITIES.map((severity) => ({
    id: severity,
    label: t('case.setSeverity', { severity: t(`terms.severity.${severity}`) }),
    isChosen: severity === detail.severity,
    onAction: () => edit.mutate({ severity }, { onSuccess: () => toast(t('case.saved')) }),
  }))
  return (
    <>
      <Button variant="primary" keyHint="m" onPress={() => setOpen('move')}>
        {t('case.moveTo')}
      </Button>
      <MenuButton
        variant="secondary"
        label={t('case.acts')}
        entries={[
          { id: 'rename', label: t('case.rename'), onAction: () => setOpen('rename') },
          'rule',
          ...severities,
          ...withRule(hold.entries),
        ]}
      />
      <ActProblem error={edit.error} />
      {hold.dialog}
      {open === 'move' ? <MoveCaseDialog row={detail} to={null} onClose={() => setOpen(null)} /> : null}
      {open === 'rename' ? <RenameCaseDialog detail={detail} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function withRule(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.length > 0 ? ['rule', ...entries] : []
}
