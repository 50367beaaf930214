import type { Situation } from '@hub/core/situation/situation-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** A tasking that waits for the unit's answer; it is answered on its case, with everything in view. */
export function TaskingCard({ tasking }: { tasking: Situation['taskings'][number] }) {
  return (
    <article className="WaitingCard">
      <div className="WaitingCard-top">
        <Badge tone="accent">{t(`situation.part.${tasking.part}`)}</Badge>
        {tasking.dueAt ? <Clock dueAt={tasking.dueAt} /> : null}
      </div>
      <h3>
        <Link to="/cases/$caseId" params={{ caseId: tasking.caseId }}>
          <Content>{`${tasking.caseReference} ${tasking.caseTitle}`}</Content>
        </Link>
      </h3>
      <p>
        <Content>{tasking.request}</Content>
      </p>
      <p className="secondary">
        <T
          id="situation.taskedBy"
          values={{
            person: <Content>{tasking.offeredBy}</Content>,
            unit: <Content>{tasking.unitName}</Content>,
            when: <Time at={tasking.offeredAt} />,
          }}
        />
      </p>
      <div className="FormActions">
        <Link to="/cases/$caseId" params={{ caseId: tasking.caseId }} className={buttonClass()}>
          {t('situation.answerOnCase')}
        </Link>
      </div>
    </article>
  )
}
