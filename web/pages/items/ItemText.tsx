import type { ItemDetail } from '@hub/core/item/item-view.ts'

import { t } from '../../i18n/t.ts'
import { renderHtml } from './render-html.tsx'

/** An item's text with the little form that its source gave it. */
export function ItemText({ item }: { item: ItemDetail }) {
  const lang = item.language === 'und' ? {} : { lang: item.language }
  if (!item.text.trim() && !item.html) return <p className="secondary">{t('items.noText')}</p>
  return (
    <div className="ItemText" data-content="" dir="auto" {...lang}>
      {item.html
        ? renderHtml(item.html)
        : item.text.split(/\n{2,}/u).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
    </div>
  )
}
