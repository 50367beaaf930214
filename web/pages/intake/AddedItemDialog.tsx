import type { AddedItem } from '@hub/core/intake/add-item.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'

type Props = { added: AddedItem; onAnother: () => void; onClose: () => void }

/** What became of an item that was handed in, with the way to it. */
export function AddedItemDialog({ added, onAnother, onClose }: Props) {
  const { outcome, isRevised, itemId } = added
  const footer = (
    <>
      <Button onPress={onAnother}>{t('intake.addAnother')}</Button>
      <Link to="/items/$itemId" params={{ itemId }} className={buttonClass('primary')} onClick={onClose}>
        {t('intake.openItem')}
      </Link>
    </>
  )
  const says = outcome === 'stored' ? 'intake.wasStored' : isRevised ? 'intake.wasRevised' : 'intake.wasKnown'
  return (
    <Dialog title={t('intake.add')} isOpen onClose={onClose} footer={footer}>
      <Notice tone="accent" role="status">
        {t(says)}
      </Notice>
    </Dialog>
  )
}
