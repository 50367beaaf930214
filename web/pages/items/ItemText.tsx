import type { ItemDetail } from '@hub/core/item/item-view.ts'

import { useMay } from '../../data/session.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { FetchFullText } from './FetchFullText.tsx'
import { renderHtml } from './render-html.tsx'

/** A text shorter than this is likely only the beginning of what the page says. */
const SHORT_TEXT_LENGTH = 1_000

/** An item's text with the little form that its source gave it: that of its own page where it was read, else the feed's. */
export function ItemText({ item }: { item: ItemDetail }) {
  const may = useMay()
  if (item.fullText) {
    return (
      <>
        <p className="secondary Item-note">
          <T id="items.fullTextRead" values={{ when: <Time at={item.fullText.seenAt} as="moment" /> }} />
        </p>
        <Words {...item.fullText} language={item.language} />
        <Disclosure summary={t('items.feedText')}>
          <Words text={item.text} html={item.html} language={item.language} />
        </Disclosure>
      </>
    )
  }
  const isShort = item.text.length < SHORT_TEXT_LENGTH && item.url !== null
  return (
    <>
      <Words text={item.text} html={item.html} language={item.language} />
      {isShort && may('item.add') ? <FetchFullText item={item} /> : null}
    </>
  )
}

function Words({ text, html, language }: { text: string; html: string | null; language: string }) {
  const lang = language === 'und' ? {} : { lang: language }
  if (!text.trim() && !html) return <p className="secondary">{t('items.noText')}</p>
  return (
    <div className="ItemText" data-content="" dir="auto" {...lang}>
      {html ? renderHtml(html) : text.split(/\n{2,}/u).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
    </div>
  )
}
