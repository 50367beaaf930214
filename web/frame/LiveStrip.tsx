import { useLiveState } from '../live/LiveProvider.tsx'
import { t } from '../i18n/t.ts'

/** A quiet strip while changes of others do not reach this page. */
export function LiveStrip() {
  const state = useLiveState()
  return (
    <div role="status" className={state === 'lost' ? 'LiveStrip' : undefined}>
      {state === 'lost' ? t('frame.liveLost') : null}
    </div>
  )
}
