import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { confirmNarrative, dismissNarrative, rateNarrative, undoNarrative } from '../../data/narrative-acts.ts'
import { useMay } from '../../data/session.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'
import { LinkCaseDialog } from './LinkCaseDialog.tsx'
import { OpenCaseDialog } from './OpenCaseDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'

type Act = { send: () => Promise<void>; said: string; canUndo: boolean }
type Overlay = 'case' | 'link' | 'rename'

/** What a person can decide about a narrative. The one that usually comes next is the primary. */
export function NarrativeActions({ narrative }: { narrative: NarrativeDetail }) {
  const may = useMay()
  const client = useQueryClient()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const act = useMutation({
    mutationFn: ({ send }: Act) => send(),
    onSuccess: async (_, { said, canUndo }) => {
      for (const key of ['narratives', 'triage', 'situation']) void client.invalidateQueries({ queryKey: [key] })
      await client.invalidateQueries({ queryKey: ['narrative', narrative.id] })
      if (canUndo) toast(said, { label: t('ui.undo'), onPress: undo })
      else toast(said)
    },
  })
  const undo = () =>
    act.mutate({ send: () => undoNarrative(narrative.id), said: t('narratives.undone'), canUndo: false })
  const close = () => setOverlay(null)
  if (!may('narrative.triage')) return null
  const isEmerging = narrative.state === 'emerging'
  const severities = SEVERITIES.map((severity) => ({
    id: severity,
    label: t(`terms.severity.${severity}`),
    isChosen: narrative.severity === severity,
    onAction: () =>
      isEmerging
        ? act.mutate({
            send: () => confirmNarrative(narrative.id, severity, narrative.rowVersion),
            said: t('narratives.confirmed'),
            canUndo: true,
          })
        : act.mutate({ send: () => rateNarrative(narrative.id, severity), said: t('narratives.rated'), canUndo: true }),
  }))
  const reasons = DISMISSAL_REASONS.map((reason) => ({
    id: reason,
    label: t(`terms.dismissal.${reason}`),
    onAction: () =>
      act.mutate({
        send: () => dismissNarrative(narrative.id, reason),
        said: t('narratives.dismissed'),
        canUndo: true,
      }),
  }))
  const canOpenCase = may('case.open') && narrative.cases.length === 0
  return (
    <div className="NarrativeActions">
      <div className="FormActions">
        {narrative.state === 'dismissed' ? null : (
          <MenuButton variant="secondary" entries={severities}>
            {t(isEmerging ? 'narratives.confirmAs' : 'narratives.rate')}
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
            { id: 'link', label: t('narratives.linkCaseEllipsis'), onAction: () => setOverlay('link') },
            { id: 'undo', label: t('narratives.undoLast'), isDisabled: narrative.triagedAt === null, onAction: undo },
          ]}
        />
      </div>
      {act.error ? (
        <Notice tone="danger" role="alert">
          {sayProblem(act.error)}
        </Notice>
      ) : null}
      <OpenCaseDialog
        isOpen={overlay === 'case'}
        onClose={close}
        narrative={{ ...narrative, severity: narrative.severity ?? narrative.latestSignal?.severity ?? null }}
      />
      <LinkCaseDialog
        isOpen={overlay === 'link'}
        onClose={close}
        narrativeId={narrative.id}
        onLinked={() => toast(t('narratives.linked'))}
      />
      <RenameDialog isOpen={overlay === 'rename'} onClose={close} narrative={narrative} />
    </div>
  )
}
