import { t } from '../i18n/t.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

/** Asks before typed text is thrown away; Escape keeps it. */
export function DiscardDialog({ onDiscard, onKeep }: { onDiscard: () => void; onKeep: () => void }) {
  const footer = (
    <>
      <Button variant="danger" onPress={onDiscard}>
        {t('ui.discard')}
      </Button>
      <Button variant="primary" onPress={onKeep} autoFocus>
        {t('ui.discardKeep')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('ui.discardTitle')} isOpen onClose={onKeep} footer={footer} role="alertdialog">
      <p>{t('ui.discardSays')}</p>
    </Dialog>
  )
}
