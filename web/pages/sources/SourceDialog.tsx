import type { SourceView } from '@hub/core/source/source-view.ts'

import { actOnSource } from '../../data/source-acts.ts'
import { useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'
import { EditSourceDialog } from './EditSourceDialog.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'

type Props = { kind: SourceDialogKind; source: SourceView; onClose: () => void }

/** The dialog that a source's menu asked for. */
export function SourceDialog({ kind, source, onClose }: Props) {
  if (kind === 'edit') return <EditSourceDialog source={source} onClose={onClose} />
  return <RetireDialog source={source} onClose={onClose} />
}

function RetireDialog({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const retire = useAct((reason: string) => actOnSource(source.id, 'retire', reason), [['sources']])
  return (
    <ReasonDialog
      title={t('sources.retireTitle', { count: 1 })}
      label={t('sources.retireWhy')}
      hint={t('sources.retireHint')}
      send={t('sources.retireSend')}
      isDanger
      isPending={retire.isPending}
      error={retire.error}
      onSend={(reason) =>
        retire.mutate(reason, {
          onSuccess: () => {
            toast(t('sources.done.retire', { count: 1 }))
            onClose()
          },
        })
      }
      onClose={onClose}
    />
  )
}
