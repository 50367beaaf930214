import './narrative-lead.css'

import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'

import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { HoldMark } from '../holds/HoldMark.tsx'
import { NarrativeFacts } from './NarrativeFacts.tsx'
import { Severity } from './Severity.tsx'

const TONES: Record<NarrativeDetail['state'], BadgeTone> = {
  emerging: 'accent',
  confirmed: 'good',
  dismissed: 'neutral',
  dormant: 'neutral',
  merged: 'neutral',
}

/** Under the name: urgency, state, and the counts. */
export function NarrativeLead({ narrative }: { narrative: NarrativeDetail }) {
  const { state, dismissedReason } = narrative
  return (
    <div className="NarrativeLead">
      <Severity value={narrative.severity} />
      <Badge tone={TONES[state]}>{t(`terms.narrativeState.${state}`)}</Badge>
      {state === 'dismissed' && isReason(dismissedReason) ? (
        <span>{t(`terms.dismissal.${dismissedReason}`)}</span>
      ) : null}
      <HoldMark kind="narrative" objectId={narrative.id} />
      <span>
        <NarrativeFacts row={narrative} />
      </span>
    </div>
  )
}

function isReason(
  reason: string | null,
): reason is 'opinion' | 'out_of_mandate' | 'not_false' | 'too_small' | 'duplicate' {
  return (
    reason === 'opinion' ||
    reason === 'out_of_mandate' ||
    reason === 'not_false' ||
    reason === 'too_small' ||
    reason === 'duplicate'
  )
}
