import './states.css'

import { t } from '../i18n/t.ts'
import { Button } from './Button.tsx'

/** "3 new: show" over a list that is being kept still. */
export function NewRowsBar({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null
  return (
    <div className="NewRowsBar" role="status">
      <Button size="small" variant="quiet" onPress={onShow}>
        {t('ui.newRows', { count })}
      </Button>
    </div>
  )
}
