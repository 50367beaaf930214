import { Trans } from '@lingui/react'
import type { ReactElement, ReactNode } from 'react'

import type { MessageKey } from './messages.ts'

type Props = {
  id: MessageKey
  /** Values may be elements: `values={{ name: <Content>{name}</Content> }}`. */
  values?: Record<string, ReactNode>
  /** Elements for the message's own tags: `<link>words</link>`. */
  components?: Record<string, ReactElement>
}

/** A message of the catalogue with elements inside it. Content of people and feeds belongs into `values` as an element. */
export function T({ id, values, components }: Props) {
  return <Trans id={id} {...(values ? { values } : {})} {...(components ? { components } : {})} />
}
