import { actorReference } from '@hub/core/access/actor.ts'
import type { TriageDecision } from '@hub/core/narrative/triage-narrative.ts'

import { newRowId } from '../new-id.ts'
import type { NewRow, Row, TriageStand } from '../schema.ts'
import type { Write } from '../write.ts'
import { updateNarrative } from './lock-narrative.ts'

/** Carries a triage decision out and keeps what stood before, so that it can be taken back. */
export async function decideTriage(
  w: Write,
  narrative: Row<'narrative'>,
  kind: TriageDecision,
  change: Pick<Partial<NewRow<'narrative'>>, 'state' | 'dismissedReason' | 'severity'>,
): Promise<Row<'narrative'>> {
  const decidedBy = actorReference(w.by.actor)
  const updated = await updateNarrative(w, narrative, { ...change, triagedAt: w.by.now, triagedBy: decidedBy })
  await w.tx
    .insertInto('triageDecision')
    .values({
      id: newRowId(),
      narrativeId: narrative.id,
      kind,
      before: JSON.stringify(standOf(narrative)),
      after: JSON.stringify(standOf(updated)),
      reason: updated.dismissedReason,
      decidedBy,
      decidedAt: w.by.now,
    })
    .execute()
  await w.audit({
    action: { confirm: 'confirmed', dismiss: 'dismissed', rate: 'rated' }[kind],
    noun: 'narrative',
    objectId: narrative.id,
    tlp: narrative.tlp,
    details: { from: narrative.state, to: updated.state, severity: updated.severity, reason: updated.dismissedReason },
  })
  return updated
}

function standOf(narrative: Row<'narrative'>): TriageStand {
  const { state, dismissedReason, severity, triagedAt, triagedBy } = narrative
  return { state, dismissedReason, severity, triagedAt: triagedAt?.toISOString() ?? null, triagedBy }
}
