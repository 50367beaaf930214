import type { HoldView } from '@hub/core/retention/legal-hold.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Time } from '../../ui/Time.tsx'

/** Where a hold stands, in words: waiting for confirmation and until when, confirmed, or ended. */
export function HoldState({ hold }: { hold: HoldView }) {
  if (hold.state === 'placed' && hold.lapsesAt)
    return hold.protects ? (
      <T id="retention.lapses" values={{ when: <Time at={hold.lapsesAt} as="day" /> }} />
    ) : (
      t('retention.lapsed')
    )
  return t(`retention.holdState.${hold.state}`)
}
