import type { ClaimMatchView } from '@hub/core/match/match-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** What somebody answered on the narrative that this one was split from: they judged the whole, not this part of it. */
export function CarriedAnswer({ carried }: { carried: NonNullable<ClaimMatchView['carried']> }) {
  const { state, decidedBy, decidedAt, reason, narrative } = carried
  const values = {
    narrative: (
      <Link to="/narratives/$narrativeId" params={{ narrativeId: narrative.id }}>
        <Content language={narrative.language}>{narrative.title}</Content>
      </Link>
    ),
    who: <Content>{decidedBy}</Content>,
    when: <Time at={decidedAt} />,
  }
  const rest =
    state === 'accepted'
      ? t('factChecks.partUnanswered')
      : reason && t('factChecks.refusedAs', { reason: t(`factChecks.reason.${reason}`) })
  return (
    <>
      <p className="Match-carried">
        <T id={state === 'accepted' ? 'factChecks.acceptedOnWhole' : 'factChecks.refusedOnWhole'} values={values} />
      </p>
      {rest ? <p className="Match-carried secondary">{rest}</p> : null}
    </>
  )
}
