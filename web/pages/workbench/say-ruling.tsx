import type { RulingView } from '@hub/core/narrative/ruling-view.ts'
import type { ReactNode } from 'react'

import { T } from '../../i18n/T.tsx'
import { Content } from '../../ui/Content.tsx'

/** What a ruling did, in a sentence, as seen from one of its narratives. */
export function sayRuling({ kind, narrative, into, itemCount, details }: RulingView): ReactNode {
  const title = <Content>{narrative.title}</Content>
  const other = <Content>{into?.title ?? ''}</Content>
  switch (kind) {
    case 'merge':
      return <T id="workbench.said.merge" values={{ title, other, count: itemCount }} />
    case 'split':
      return <T id="workbench.said.split" values={{ title, other, count: itemCount }} />
    case 'move':
      return <T id="workbench.said.move" values={{ title, other, count: itemCount }} />
    case 'confirm_link':
      return <T id="workbench.said.confirm_link" values={{ count: itemCount }} />
    case 'rename':
      return <T id="workbench.said.rename" values={{ title: <Content>{String(details.to ?? '')}</Content> }} />
    case 'confirm':
      return <T id="workbench.said.confirm" />
    case 'dismiss':
      return <T id="workbench.said.dismiss" />
    case 'reopen':
      return <T id="workbench.said.reopen" />
    default:
      return kind satisfies never
  }
}
