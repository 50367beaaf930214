import { t } from '../i18n/t.ts'
import { Dialog } from './Dialog.tsx'
import { Kbd } from './Kbd.tsx'
import { Notice } from './Notice.tsx'
import { listPageKeys, useSingleKeysOn } from './page-keys.ts'

type Props = { isOpen: boolean; onClose: () => void; everywhere: readonly { key: string; does: string }[] }

/** The keys of this page and those of every page. */
export function KeyHints({ isOpen, onClose, everywhere }: Props) {
  const isOn = useSingleKeysOn()
  const own = isOpen ? listPageKeys() : []
  return (
    <Dialog title={t('ui.keys')} isOpen={isOpen} onClose={onClose} isWide>
      {isOn ? null : <Notice tone="warning">{t('ui.keysOff')}</Notice>}
      <div className="KeyLists" role="region" aria-label={t('ui.keys')} tabIndex={0}>
        {own.length > 0 ? <KeyList title={t('ui.keysHere')} keys={own} /> : null}
        <KeyList title={t('ui.keysEverywhere')} keys={everywhere} />
      </div>
    </Dialog>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly { key: string; does: string }[] }) {
  return (
    <section className="KeyList">
      <h3>{title}</h3>
      <dl>
        {keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <span className="visually-hidden" data-content="">
                {key}
              </span>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
