import type { ItemSighting } from '@hub/core/item/item-view.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** Who carries an item: one entry a publisher, since several feeds of one publisher are one voice. */
export function ItemSightings({ sightings }: { sightings: readonly ItemSighting[] }) {
  return (
    <>
      <p className="secondary Item-note">{t('items.sightingsNote')}</p>
      <ul className="ItemSightings">
        {sightings.map(({ publisher, sources }) => (
          <li key={publisher.id}>
            <strong>
              <Content>{publisher.name}</Content>
            </strong>
            <ul>
              {sources.map(({ id, title, seenAt }) => (
                <li key={id}>
                  <Content>{title}</Content> <Time at={seenAt} as="moment" />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}
