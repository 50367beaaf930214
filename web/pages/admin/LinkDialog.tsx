import { useRef, useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'

/** A one-time sign-in link, shown once, to be copied. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [isByHand, setIsByHand] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      toast(t('admin.users.linkCopied'))
    } catch {
      // No clipboard on plain http: the field is marked instead.
      field.current?.select()
      setIsByHand(true)
    }
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('admin.users.linkDone')}</Button>
      <Button variant="primary" icon="link" onPress={() => void copy()}>
        {t('admin.users.linkCopy')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('admin.users.linkTitle')} isOpen onClose={onClose} footer={footer}>
      <p>{t('admin.users.linkSays')}</p>
      <label className="Field">
        <span className="Field-label">{t('admin.users.linkLabel')}</span>
        <input
          ref={field}
          className="Input"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          data-content=""
        />
      </label>
      {isByHand ? <Notice role="status">{t('admin.users.linkSelect')}</Notice> : null}
    </Dialog>
  )
}
