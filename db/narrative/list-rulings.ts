import type { NarrativeId } from '@hub/core/ids.ts'
import { judgeUndo } from '@hub/core/narrative/judge-undo.ts'
import type { RulingView } from '@hub/core/narrative/ruling-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { findLastDecision } from './find-last-decision.ts'
import { requireNarrative } from './get-narrative.ts'
import type { NarrativeReading } from './narrative-rows.ts'

const SHOWN = 100

/** The rulings on a narrative and those that led items into it, the machine's merges included, newest first. Throws NotFound. */
export async function listRulings(
  db: Reader,
  reading: NarrativeReading,
  narrativeId: NarrativeId,
): Promise<RulingView[]> {
  await requireNarrative(db, reading, narrativeId)
  const rulings = await db
    .selectFrom('narrativeRuling')
    .selectAll()
    .where('world', '=', reading.scope.world)
    .where((eb) => eb.or([eb('narrativeId', '=', narrativeId), eb('intoId', '=', narrativeId)]))
    .orderBy('ruledAt', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  return viewRulings(db, rulings)
}

async function viewRulings(db: Reader, rulings: readonly Row<'narrativeRuling'>[]): Promise<RulingView[]> {
  if (rulings.length === 0) return []
  const named = new Set(rulings.flatMap(({ narrativeId, intoId }) => (intoId ? [narrativeId, intoId] : [narrativeId])))
  const rows = await db
    .selectFrom('narrative')
    .select(['id', 'title', 'state'])
    .where('id', 'in', [...named])
    .execute()
  const narratives = new Map(rows.map((row) => [row.id, row]))
  const decisions = new Map<NarrativeId, Awaited<ReturnType<typeof findLastDecision>>>()
  for (const { narrativeId, kind } of rulings)
    if ((kind === 'confirm' || kind === 'dismiss') && !decisions.has(narrativeId))
      decisions.set(narrativeId, await findLastDecision(db, narrativeId))
  const names = await findActorNames(
    db,
    rulings.flatMap(({ ruledBy, undoneBy }) => [ruledBy, undoneBy]),
  )
  return rulings.map((ruling) => {
    const { id, kind, byMachine, reason, details, narrativeId, intoId, undoneAt, undoneBy, ruledAt } = ruling
    const narrative = narratives.get(narrativeId)
    const decision = decisions.get(narrativeId)
    return {
      id,
      kind,
      byMachine,
      ruledBy: names(ruling.ruledBy),
      ruledAt: ruledAt.toISOString(),
      reason,
      narrative: { id: narrativeId, title: narrative?.title ?? '' },
      into: intoId && { id: intoId, title: narratives.get(intoId)?.title ?? '' },
      itemCount: ruling.moved.length,
      details,
      undone: undoneAt && { by: names(undoneBy ?? ''), at: undoneAt.toISOString() },
      undoRefusal: judgeUndo({
        kind,
        isUndone: undoneAt !== null,
        state: narrative?.state ?? 'emerging',
        title: narrative?.title ?? '',
        givenTitle: typeof details.to === 'string' ? details.to : null,
        isLastDecision: decision?.kind === kind && decision.decidedAt.getTime() === ruledAt.getTime(),
      }),
    }
  })
}
