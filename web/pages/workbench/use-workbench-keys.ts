import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'
import { itemUnderCursor, moveCursor } from './item-cursor.ts'
import type { Workbench } from './use-workbench.ts'

type Acts = { bench: Workbench; focusTarget: () => void; undoLast: () => void }

/** The whole bench by single keys; `?` lists them. Space marks too: the cursor stands on a tick box. */
export function useWorkbenchKeys({ bench, focusTarget, undoLast }: Acts): void {
  const onItem = (act: (id: string) => void) => () => {
    const id = itemUnderCursor()
    if (id !== null) act(id)
  }
  usePageKeys([
    { key: 'j', does: t('workbench.keyNext'), act: () => moveCursor(1) },
    { key: 'k', does: t('workbench.keyBefore'), act: () => moveCursor(-1) },
    { key: 'x', does: t('workbench.keyMark'), act: onItem(bench.toggle) },
    { key: 'l', does: t('workbench.keyMarkLike'), act: onItem(bench.toggleGroup) },
    { key: '/', does: t('workbench.keyTarget'), act: focusTarget },
    { key: 's', does: t('workbench.keySplit'), act: () => bench.ask('split') },
    { key: 'm', does: t('workbench.keyMerge'), act: () => bench.ask('merge') },
    { key: 'u', does: t('workbench.keyUndo'), act: undoLast },
    { key: 'n', does: t('workbench.keyNew'), act: bench.showAll },
    { key: 'Escape', does: t('workbench.keyClear'), act: bench.clear },
  ])
}
