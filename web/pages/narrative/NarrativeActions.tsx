import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { toast } from '../../ui/toasts.ts'
import { useHoldEntry } from '../holds/use-hold-entry.tsx'
import { LinkCaseDialog } from './LinkCaseDialog.tsx'
import { OpenCaseDialog } from './OpenCaseDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { useNarrativeActs } from './use-narrative-acts.ts'

type Overlay = 'case' | 'link' | 'rename'

/** What a person can decide about a narrative. The one that usually comes next is the primary. */
export function NarrativeActions({ narrative }: { narrative: NarrativeDetail }) {
  const may = useMay()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const hold = useHoldEntry({ kind: 'narrative', objectId: narrative.id, title: narrative.title })
  const { rate, dismiss, undo, error } = useNarrativeActs(narrative)
  const navigate = useNavigate()
  const openWorkbench = () =>
    void navigate({ to: '/narratives/$narrativeId/workbench', params: { narrativeId: narrative.id }, search: {} })
  usePageKeys([{ key: 'w', does: t('workbench.open'), act: openWorkbench }])
  if (!may('narrative.triage')) return null
  const severities = SEVERITIES.map((severity) => ({
    id: severity,
    label: t(`terms.severity.${severity}`),
    isChosen: narrative.severity === severity,
    onAction: () => rate(severity),
  }))
  const reasons = DISMISSAL_REASONS.map((reason) => ({
    id: reason,
    label: t(`terms.dismissal.${reason}`),
    onAction: () => dismiss(reason),
  }))
  const canOpenCase = may('case.open') && narrative.cases.length === 0
  return (
    <div className="NarrativeActions">
      <div className="FormActions">
        {narrative.state === 'dismissed' ? null : (
          <MenuButton variant="secondary" entries={severities}>
            {t(narrative.state === 'emerging' ? 'narratives.confirmAs' : 'narratives.rate')}
          </MenuButton>
        )}
        {narrative.state === 'dismissed' ? null : (
          <MenuButton variant="secondary" entries={reasons}>
            {t('narratives.dismiss')}
          </MenuButton>
        )}
        {canOpenCase ? (
          <Button variant="primary" onPress={() => setOverlay('case')}>
            {t('narratives.openCase')}
          </Button>
        ) : null}
        <MenuButton
          label={t('narratives.moreActions')}
          variant="secondary"
          entries={[
            { id: 'rename', label: t('narratives.renameEllipsis'), onAction: () => setOverlay('rename') },
            { id: 'workbench', label: t('workbench.open'), key: 'w', onAction: openWorkbench },
            { id: 'link', label: t('narratives.linkCaseEllipsis'), onAction: () => setOverlay('link') },
            { id: 'undo', label: t('narratives.undoLast'), isDisabled: narrative.triagedAt === null, onAction: undo },
            ...hold.entries,
          ]}
        />
      </div>
      {error ? (
        <Notice tone="danger" role="alert">
          {sayProblem(error)}
        </Notice>
      ) : null}
      {hold.dialog}
      <NarrativeDialogs narrative={narrative} overlay={overlay} onClose={() => setOverlay(null)} />
    </div>
  )
}

type DialogsProps = { narrative: NarrativeDetail; overlay: Overlay | null; onClose: () => void }

function NarrativeDialogs({ narrative, overlay, onClose }: DialogsProps) {
  return (
    <>
      <OpenCaseDialog
        isOpen={overlay === 'case'}
        onClose={onClose}
        narrative={{ ...narrative, severity: narrative.severity ?? narrative.latestSignal?.severity ?? null }}
      />
      <LinkCaseDialog
        isOpen={overlay === 'link'}
        onClose={onClose}
        narrativeId={narrative.id}
        onLinked={() => toast(t('narratives.linked'))}
      />
      <RenameDialog isOpen={overlay === 'rename'} onClose={onClose} narrative={narrative} />
    </>
  )
}
