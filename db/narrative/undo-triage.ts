import { actorReference } from '@hub/core/access/actor.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { undoTriage as judgeUndo } from '@hub/core/narrative/triage-narrative.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { findLastDecision } from './find-last-decision.ts'
import { lockForRuling } from './lock-for-ruling.ts'
import { updateNarrative } from './lock-narrative.ts'
import { tellPlaces } from './tell-engines.ts'

/**
 * Takes the last triage decision on a narrative back: what stood before stands again, and the engine is told. With no
 * decision left to take back nothing changes.
 */
export async function undoTriage(db: Db | Tx, by: WriteBy, narrativeId: NarrativeId): Promise<Row<'narrative'>> {
  return write(db, by, async (w) => {
    const narrative = await lockForRuling(w, narrativeId)
    const decision = await findLastDecision(w.tx, narrativeId)
    if (!decision) {
      w.unchanged()
      return narrative
    }
    const { kind, before, after } = decision
    obeyVerdict(
      judgeUndo({ state: narrative.state, leftState: after.state, kind, isOnCase: await isOnCase(w, narrativeId) }),
      narrative,
    )
    const undoneBy = actorReference(by.actor)
    await w.tx.updateTable('triageDecision').set({ undoneAt: by.now, undoneBy }).where('id', '=', decision.id).execute()
    const triagedAt = before.triagedAt ? new Date(before.triagedAt) : null
    const restored = await updateNarrative(w, narrative, { ...before, triagedAt })
    if (kind !== 'rate') {
      const ruling = await w.tx
        .updateTable('narrativeRuling')
        .set({ undoneAt: by.now, undoneBy })
        .where('narrativeId', '=', narrativeId)
        .where('kind', '=', kind)
        .where('ruledAt', '=', decision.decidedAt)
        .returning('id')
        .executeTakeFirst()
      await tellPlaces(w, [narrative.shard], ruling?.id ?? null, {
        itemIds: [],
        into: narrativeId,
        narratives: [restored],
      })
    }
    const details = { undone: kind, from: narrative.state, to: before.state }
    await w.audit({ action: 'triage undone', noun: 'narrative', objectId: narrativeId, tlp: narrative.tlp, details })
    return restored
  })
}

async function isOnCase(w: Write, narrativeId: NarrativeId): Promise<boolean> {
  const open = await w.tx
    .selectFrom('caseNarrative')
    .innerJoin('caseFile', 'caseFile.id', 'caseNarrative.caseId')
    .select('caseFile.id')
    .where('caseNarrative.narrativeId', '=', narrativeId)
    .where('caseFile.state', 'not in', ['closed', 'dismissed', 'merged'])
    .executeTakeFirst()
  return open !== undefined
}
