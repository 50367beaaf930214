import './overlay.css'

import { useSyncExternalStore } from 'react'

import { t } from '../i18n/t.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { closeToast, toastStore } from './toasts.ts'

/** Where toasts appear: once, in the frame. They are spoken by the announcer, so this region stays silent. */
export function Toasts() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read)
  return (
    <section className="Toasts" aria-label={t('ui.notifications')}>
      {toasts.map(({ id, text, action }) => (
        <div key={id} className="Toast">
          <span>{text}</span>
          {action ? (
            <Button
              size="small"
              {...(action.key ? { keyHint: action.key } : {})}
              onPress={() => {
                action.onPress()
                closeToast(id)
              }}
            >
              {action.label}
            </Button>
          ) : null}
          <IconButton icon="close" size="small" label={t('ui.close')} onPress={() => closeToast(id)} />
        </div>
      ))}
    </section>
  )
}
