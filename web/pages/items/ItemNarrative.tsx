import '../narrative/narrative.css'

import type { ItemDetail } from '@hub/core/item/item-view.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { WhyItBelongs } from '../narrative/WhyItBelongs.tsx'

/** The narrative an item stands in, with its score and why. */
export function ItemNarrative({ item }: { item: ItemDetail }) {
  const { narrative } = item
  if (!narrative) return <p className="secondary">{t('items.noNarrative')}</p>
  return (
    <div className="Item-narrative">
      <p>
        <Link to="/narratives/$narrativeId" params={{ narrativeId: narrative.id }}>
          <Content>{narrative.title}</Content>
        </Link>{' '}
        <Badge>{t(`terms.narrativeState.${narrative.state}`)}</Badge>
      </p>
      <WhyItBelongs item={narrative.why} isOpen />
      <p>
        <Link to="/items" search={{ narrativeId: narrative.id }}>
          {t('items.othersOfNarrative')}
        </Link>
      </p>
    </div>
  )
}
