import { useRef, useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'

/** A new key's secret, shown this once, with a first request to try it. */
export function KeySecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [isByHand, setIsByHand] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      toast(t('intake.keys.secretCopied'))
    } catch {
      // No clipboard on plain http: the field is marked instead.
      field.current?.select()
      setIsByHand(true)
    }
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('intake.keys.secretDone')}</Button>
      <Button variant="primary" onPress={() => void copy()}>
        {t('intake.keys.secretCopy')}
      </Button>
    </>
  )
  const example = [
    `curl -sS ${window.location.origin}/api/v1/ingest/items \\`,
    `  -H 'Authorization: Bearer ${secret}' \\`,
    `  -H "Idempotency-Key: $(uuidgen)" -H 'Content-Type: application/json' \\`,
    `  -d '{"items":[{"title":"A first item","text":"…","url":"https://example.org/1"}]}'`,
  ].join('\n')
  return (
    <Dialog title={t('intake.keys.secretTitle')} isOpen onClose={onClose} footer={footer} role="alertdialog" isWide>
      <p>{t('intake.keys.secretSays')}</p>
      <label className="Field">
        <span className="Field-label">{t('intake.keys.secretLabel')}</span>
        <input
          ref={field}
          className="Input"
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          data-content=""
        />
      </label>
      {isByHand ? <Notice role="status">{t('intake.keys.secretSelect')}</Notice> : null}
      <div className="Field">
        <span className="Field-label">{t('intake.keys.secretTry')}</span>
        <pre className="KeyExample" tabIndex={0} data-content="">
          {example}
        </pre>
      </div>
    </Dialog>
  )
}
