import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** Items whose words changed after publishing; each leads to its versions side by side. */
export function EditedItems({ edited }: { edited: NarrativeDetail['edited'] }) {
  return (
    <>
      <ul className="SideList">
        {edited.items.map(({ id, title, publisher, at, edits }) => (
          <li key={id}>
            <Link to="/items/$itemId" params={{ itemId: id }}>
              <Content>{title}</Content>
            </Link>
            <p className="secondary">
              <T
                id="narratives.editedItem"
                values={{ publisher: <Content>{publisher}</Content>, edits, when: <Time at={at} /> }}
              />
            </p>
          </li>
        ))}
      </ul>
      {edited.count > edited.items.length ? (
        <p className="secondary">{t('narratives.editedMore', { count: edited.count - edited.items.length })}</p>
      ) : null}
    </>
  )
}
