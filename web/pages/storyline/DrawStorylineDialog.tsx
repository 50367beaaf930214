import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FindNarrative } from '../case/FindNarrative.tsx'
import type { useStorylineActs } from './use-storyline-acts.ts'

type Props = {
  narrativeId: string
  without: readonly string[]
  acts: ReturnType<typeof useStorylineActs>
  onClose: () => void
}

/** Finds another narrative by its words and tells both as one storyline. */
export function DrawStorylineDialog({ narrativeId, without, acts, onClose }: Props) {
  return (
    <Dialog title={t('storyline.drawTitle')} isOpen onClose={onClose} isWide>
      <p className="secondary">{t('storyline.drawHint')}</p>
      <FindNarrative
        label={t('storyline.choose')}
        without={without}
        isPending={acts.isPending}
        onChoose={({ id }) => acts.draw(narrativeId, id, onClose)}
      />
      <ActProblem error={acts.error} />
    </Dialog>
  )
}
