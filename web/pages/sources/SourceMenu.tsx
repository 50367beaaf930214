import { isPolledKind } from '@hub/core/source/source.ts'
import { judgeSourceMove, SOURCE_MOVES } from '@hub/core/source/source-moves.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'

import { useNavigate } from '@tanstack/react-router'

import { actOnSource, type SourceAct } from '../../data/source-acts.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { toast } from '../../ui/toasts.ts'

export type SourceDialogKind = 'edit' | 'retire'

/** Which acts fit a source as it stands; an approved one can also be fetched at once. */
export function actsFor({ state, kind }: Pick<SourceView, 'state' | 'kind'>): SourceAct[] {
  const moves = SOURCE_MOVES.filter((move) => judgeSourceMove(state, move).kind === 'move')
  return state === 'approved' && isPolledKind(kind) ? ['retry', ...moves] : moves
}

/** What can be done with one source. */
export function SourceMenu({ source, onDialog }: { source: SourceView; onDialog: (kind: SourceDialogKind) => void }) {
  const may = useMay()
  const navigate = useNavigate()
  const act = useAct((kind: SourceAct) => actOnSource(source.id, kind), [['sources'], ['source', source.id]])
  const canManage = may('source.manage')
  const press = (kind: SourceAct) => {
    if (kind === 'retire') onDialog('retire')
    else act.mutate(kind, { onSuccess: () => toast(t(`sources.done.${kind}`, { count: 1 })) })
  }
  const { siteUrl } = source
  const moves: MenuEntry[] = actsFor(source).map((kind) => ({
    id: kind,
    label: t(`sources.act.${kind}`),
    onAction: () => press(kind),
    isDisabled: !canManage,
    isDanger: kind === 'retire',
    ...(canManage ? {} : { hint: t('sources.onlyCoordinator') }),
  }))
  const entries: MenuEntry[] = [
    {
      id: 'look',
      label: t('sources.act.look'),
      onAction: () => void navigate({ to: '/sources/$sourceId', params: { sourceId: source.id } }),
    },
    {
      id: 'edit',
      label: t('sources.act.edit'),
      onAction: () => onDialog('edit'),
      isDisabled: !canManage,
      ...(canManage ? {} : { hint: t('sources.onlyCoordinator') }),
    },
    ...(siteUrl
      ? [
          {
            id: 'open',
            label: t('sources.act.open'),
            onAction: () => void window.open(siteUrl, '_blank', 'noopener,noreferrer'),
          },
        ]
      : []),
    'rule',
    ...moves,
  ]
  return (
    <>
      <MenuButton size="small" label={t('sources.menu', { title: source.title })} entries={entries} />
      <ActProblem error={act.error} />
    </>
  )
}
