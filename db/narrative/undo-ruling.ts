import { actorReference } from '@hub/core/access/actor.ts'
import type { NarrativeId, RulingId } from '@hub/core/ids.ts'
import { judgeUndo, UNDO_REFUSAL_WORDS } from '@hub/core/narrative/judge-undo.ts'

import type { Db, Reader, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { findLastDecision } from './find-last-decision.ts'
import { type LockedForRuling, lockAllForRuling, requireLocked } from './lock-for-ruling.ts'
import { updateNarrative } from './lock-narrative.ts'
import { renameBeforeSchema } from './ruling-before.ts'
import { undoMerge } from './undo-merge.ts'
import { undoSplit } from './undo-split.ts'
import { undoTriage } from './undo-triage.ts'

/**
 * Takes any ruling back by its id, a machine's merge too: items, titles, states and ids are restored, and the engine is
 * bound. Returns the narrative that it was about. Taking it back twice changes nothing.
 */
export async function undoRuling(db: Db | Tx, by: WriteBy, rulingId: RulingId): Promise<{ narrativeId: NarrativeId }> {
  return write(db, by, async (w) => {
    await w.require('narrative.triage')
    const found = await findRuling(w.tx, by, rulingId)
    const ends = await endsOf(w, found)
    const locked = await lockAllForRuling(w, ends.all)
    const ruling = await findRuling(w.tx, by, rulingId)
    const { narrativeId } = ruling
    if (ruling.undoneAt) {
      w.unchanged()
      return { narrativeId }
    }
    if (JSON.stringify((await endsOf(w, ruling)).all) !== JSON.stringify(ends.all)) {
      throw new Conflict(
        'narrative_busy',
        'Another ruling on this narrative was just made. Look again, then repeat yours.',
      )
    }
    await requireUndoable(w, ruling, requireLocked(locked, narrativeId))
    if (ruling.kind === 'confirm' || ruling.kind === 'dismiss') {
      await undoTriage(w.tx, by, narrativeId)
      w.unchanged()
      return { narrativeId }
    }
    const restored = await takeBack(w, locked, ruling, ends)
    await w.tx
      .updateTable('narrativeRuling')
      .set({ undoneAt: by.now, undoneBy: actorReference(by.actor) })
      .where('id', '=', rulingId)
      .execute()
    await w.audit({
      action: 'ruling undone',
      noun: 'narrative',
      objectId: restored.id,
      tlp: restored.tlp,
      details: { rulingId, kind: ruling.kind, into: ruling.intoId, byMachine: ruling.byMachine },
    })
    return { narrativeId: restored.id }
  })
}

/** The narratives a ruling named, as they live on now: merged ones lead to their survivor. `all` are those to be locked. */
type Ends = { home: NarrativeId; away: NarrativeId | null; all: NarrativeId[] }

async function endsOf(w: Write, { narrativeId, intoId }: Row<'narrativeRuling'>): Promise<Ends> {
  const named = intoId === null ? [narrativeId] : [narrativeId, intoId]
  const rows = await w.tx.selectFrom('narrative').select(['id', 'mergedInto']).where('id', 'in', named).execute()
  const current = (id: NarrativeId) => rows.find((row) => row.id === id)?.mergedInto ?? id
  const [home, away] = [current(narrativeId), intoId === null ? null : current(intoId)]
  const all = new Set([...named, home, ...(away === null ? [] : [away])])
  return { home, away, all: [...all].toSorted() }
}

async function findRuling(db: Reader, by: WriteBy, rulingId: RulingId): Promise<Row<'narrativeRuling'>> {
  const ruling = await db
    .selectFrom('narrativeRuling')
    .selectAll()
    .where('id', '=', rulingId)
    .where('world', '=', by.actor.world)
    .executeTakeFirst()
  if (!ruling) throw new NotFound('ruling')
  return ruling
}

async function requireUndoable(w: Write, ruling: Row<'narrativeRuling'>, narrative: Row<'narrative'>): Promise<void> {
  const decision = await findLastDecision(w.tx, narrative.id)
  const { kind, undoneAt, ruledAt, details } = ruling
  const refusal = judgeUndo({
    kind,
    isUndone: undoneAt !== null,
    state: narrative.state,
    title: narrative.title,
    givenTitle: typeof details.to === 'string' ? details.to : null,
    isLastDecision: decision?.kind === kind && decision.decidedAt.getTime() === ruledAt.getTime(),
  })
  if (refusal) throw new Conflict(`ruling_${refusal}`, UNDO_REFUSAL_WORDS[refusal], narrative)
}

async function takeBack(
  w: Write,
  locked: LockedForRuling,
  ruling: Row<'narrativeRuling'>,
  ends: Ends,
): Promise<Row<'narrative'>> {
  const narrative = requireLocked(locked, ruling.narrativeId)
  if (ruling.kind === 'merge') return undoMerge(w, locked.shards, ruling, ends.home)
  if (ruling.kind === 'rename') {
    const { title, titleSource } = renameBeforeSchema.parse(ruling.before)
    return updateNarrative(w, narrative, { title, titleSource })
  }
  if (ruling.kind === 'confirm_link') {
    await w.tx.updateTable('itemAssignment').set({ status: 'suggested' }).where('itemId', 'in', ruling.moved).execute()
    return updateNarrative(w, narrative, {})
  }
  const away = requireLocked(locked, ends.away ?? ruling.narrativeId)
  return undoSplit(w, locked.shards, ruling, {
    home: requireLocked(locked, ends.home),
    away,
    isAwayAlive: away.id === ruling.intoId,
  })
}
