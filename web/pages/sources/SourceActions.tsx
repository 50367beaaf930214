import type { SourceView } from '@hub/core/source/source-view.ts'

import { actOnSource, type SourceAct } from '../../data/source-acts.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toasts.ts'
import { actsFor, type SourceDialogKind } from './SourceMenu.tsx'

type Props = { source: SourceView; onDialog: (kind: SourceDialogKind) => void }

/** What can be done with the source of this page. */
export function SourceActions({ source, onDialog }: Props) {
  const may = useMay()
  const act = useAct((kind: SourceAct) => actOnSource(source.id, kind), [['sources'], ['source', source.id]])
  if (!may('source.manage')) return null
  const press = (kind: SourceAct) => {
    if (kind === 'retire') onDialog('retire')
    else act.mutate(kind, { onSuccess: () => toast(t(`sources.done.${kind}`, { count: 1 })) })
  }
  return (
    <>
      {actsFor(source).map((kind) => (
        <Button
          key={kind}
          variant={kind === 'approve' ? 'primary' : kind === 'retire' ? 'danger' : 'secondary'}
          isDisabled={act.isPending}
          onPress={() => press(kind)}
        >
          {t(`sources.act.${kind}`)}
        </Button>
      ))}
      {source.state === 'retired' ? null : <Button onPress={() => onDialog('edit')}>{t('sources.act.edit')}</Button>}
      <ActProblem error={act.error} />
    </>
  )
}
