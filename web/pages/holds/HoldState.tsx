import type { HoldView } from '@hub/core/retention/legal-hold.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** Where a hold stands, in words: waiting for confirmation and until when, confirmed, or ended by whom and why. */
export function HoldState({ hold }: { hold: HoldView }) {
  if (hold.state === 'placed' && hold.lapsesAt)
    return hold.protects ? (
      <T id="retention.lapses" values={{ when: <Time at={hold.lapsesAt} as="day" /> }} />
    ) : (
      t('retention.lapsed')
    )
  if (hold.state === 'lifted' && hold.liftedBy !== null && hold.liftedAt !== null) {
    const values = {
      name: <Content>{hold.liftedBy}</Content>,
      when: <Time at={hold.liftedAt} as="day" />,
      reason: <Content>{hold.endedReason ?? ''}</Content>,
    }
    return <T id="retention.liftedByOn" values={values} />
  }
  return t(`retention.holdState.${hold.state}`)
}
