import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { HoldMark } from '../holds/HoldMark.tsx'
import { Severity } from '../narrative/Severity.tsx'

export const CASE_TONES: Readonly<Record<CaseDetail['state'], BadgeTone>> = {
  new: 'accent',
  triaged: 'accent',
  active: 'warning',
  monitoring: 'neutral',
  closed: 'good',
  dismissed: 'neutral',
  merged: 'neutral',
}

/** The facts of a case in one line: urgency, state, who leads, since when, what is owed next. */
export function CaseLead({ detail }: { detail: CaseDetail }) {
  const { clock, leadUnit } = detail
  return (
    <div className="CaseLead">
      <Severity value={detail.severity} />
      <Badge tone={CASE_TONES[detail.state]}>{t(`case.state.${detail.state}`)}</Badge>
      <CaseEnd detail={detail} />
      <HoldMark kind="case" objectId={detail.id} />
      <span>
        {leadUnit ? <T id="case.ledBy" values={{ unit: <Content>{leadUnit.name}</Content> }} /> : t('case.noLead')}
      </span>
      <span>
        <T
          id="case.openedBy"
          values={{ name: <Content>{detail.openedBy}</Content>, when: <Time at={detail.openedAt} /> }}
        />
      </span>
      {clock ? (
        <span className="CaseLead-clock">
          {t(`case.clock.${clock.kind}`)} <Clock dueAt={clock.dueAt} />
        </span>
      ) : null}
    </div>
  )
}

function CaseEnd({ detail: { dismissalReason, closingReason, mergedInto } }: { detail: CaseDetail }) {
  if (dismissalReason)
    return <span>{t('case.endedDismissed', { reason: t(`terms.dismissal.${dismissalReason}`) })}</span>
  if (closingReason) return <span>{t('case.endedClosed', { reason: t(`case.closing.${closingReason}`) })}</span>
  if (!mergedInto) return null
  return (
    <span>
      {t('case.endedMerged')}{' '}
      <Link to="/cases/$caseId" params={{ caseId: mergedInto }}>
        {t('case.endedMergedLink')}
      </Link>
    </span>
  )
}
