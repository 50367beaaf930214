import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import type { MadeRuling } from './made-rulings.ts'
import type { Workbench } from './use-workbench.ts'

type Props = {
  bench: Workbench
  withCount: number
  last: MadeRuling | null
  onUndo: () => void
  isUndoing: boolean
}

/** What can be done now, each with its key, at the foot of the window. A button that cannot act says why. */
export function WorkbenchBar({ bench, withCount, last, onUndo, isUndoing }: Props) {
  const { selected, target } = bench
  return (
    <div className="Workbench-bar" role="group" aria-label={t('workbench.acts')}>
      <div className="FormActions">
        <Button
          variant="primary"
          keyHint="s"
          onPress={() => bench.ask('split')}
          disabledReason={selected.length === 0 ? t('workbench.markFirst') : null}
        >
          {t(target ? 'workbench.moveEllipsis' : 'workbench.splitEllipsis')}
        </Button>
        <Button
          keyHint="m"
          onPress={() => bench.ask('merge')}
          disabledReason={target || withCount > 0 ? null : t('workbench.chooseFirst')}
        >
          {t('workbench.mergeEllipsis')}
        </Button>
        <Button
          variant="quiet"
          keyHint="u"
          onPress={onUndo}
          isPending={isUndoing}
          disabledReason={last ? null : t('workbench.nothingToUndo')}
        >
          {t('ui.undo')}
        </Button>
      </div>
      <p>
        <span role="status">{t('workbench.marked', { count: selected.length })}</span>
        {last ? (
          <span className="Workbench-last" data-content="">
            {last.said}
          </span>
        ) : null}
      </p>
    </div>
  )
}
