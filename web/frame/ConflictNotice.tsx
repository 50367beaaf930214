import type { ReactNode } from 'react'

import { t } from '../i18n/t.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

type Props = {
  /** The object as it stands now, the parts in question. */
  theirs: ReactNode
  /** What the reader wanted to save. */
  yours: ReactNode
  onTakeTheirs: () => void
  /** Saves the reader's version over the new one; leave out where that makes no sense. */
  onSaveMine?: () => void
}

/** Somebody was faster (409): both versions side by side, nothing lost, the reader decides. */
export function ConflictNotice({ theirs, yours, onTakeTheirs, onSaveMine }: Props) {
  return (
    <Notice tone="warning" role="alert">
      <div className="FormStack">
        <p>
          <strong>{t('ui.conflictTitle')}.</strong> {t('ui.conflictSafe')}
        </p>
        <div className="Versions">
          <div>
            <h3>{t('ui.theirVersion')}</h3>
            {theirs}
          </div>
          <div>
            <h3>{t('ui.yourVersion')}</h3>
            {yours}
          </div>
        </div>
        <div className="FormActions">
          <Button onPress={onTakeTheirs}>{t('ui.conflictTake')}</Button>
          {onSaveMine ? <Button onPress={onSaveMine}>{t('ui.conflictAgain')}</Button> : null}
        </div>
      </div>
    </Notice>
  )
}
