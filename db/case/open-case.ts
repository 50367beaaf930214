import { actorReference } from '@hub/core/access/actor.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { actingUnit } from '@hub/core/case/acting-unit.ts'
import { caseReference, type OpenCase } from '@hub/core/case/open-case.ts'
import { caseIdSchema, type NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { findCoordinationUnit } from '../unit/find-coordination-unit.ts'
import { unitDescendants } from '../unit/queries.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { tieNarrative } from './tie-narrative.ts'
import { visibleCase } from './visible-case.ts'

/**
 * Opens a case on a narrative, or on an alert's narrative, in the unit the person acts for. The narrative's alerts are
 * linked to it. The same person opening the same case again gets the one that stands; somebody who can see another open
 * case on the narrative is sent there (Conflict `case_exists`).
 */
export async function openCase(db: Db | Tx, by: WriteBy, input: OpenCase): Promise<Row<'caseFile'>> {
  return write(db, by, async (w) => {
    await w.require('case.open')
    const narrativeId = await lockNarrative(w, input)
    const present = await findOpenCase(w, narrativeId)
    if (present) {
      if (present.openedBy !== actorReference(by.actor) || present.title !== input.title) {
        const current = {
          id: present.id,
          reference: present.reference,
          title: present.title,
          rowVersion: present.rowVersion,
        }
        throw new Conflict(
          'case_exists',
          `${present.reference} already stands on this narrative. Work on that one.`,
          current,
        )
      }
      w.unchanged()
      return present
    }
    const opened = await insertCase(w, input)
    await tieNarrative(w, opened.id, narrativeId, actorReference(by.actor))
    await appendSystemEntry(w, opened.id, 'case_opened', `${by.actor.name} opened the case.`, {
      narrativeId,
      severity: opened.severity,
    })
    await w.audit({
      action: 'opened',
      noun: 'case',
      objectId: opened.id,
      unitId: opened.owningUnitId,
      tlp: opened.tlp,
      details: { reference: opened.reference, narrativeId, alertId: input.alertId ?? null, severity: opened.severity },
    })
    await w.live({
      noun: 'case',
      id: opened.id,
      version: opened.rowVersion,
      unitIds: opened.owningUnitId ? [opened.owningUnitId] : [],
    })
    return w.tx.selectFrom('caseFile').selectAll().where('id', '=', opened.id).executeTakeFirstOrThrow()
  })
}

/** The narrative's row lock keeps two people from opening two cases on it at once. */
async function lockNarrative(w: Write, input: OpenCase): Promise<NarrativeId> {
  const { world } = w.by.actor
  const alert = input.alertId
    ? await w.tx
        .selectFrom('alert')
        .select('narrativeId')
        .where('id', '=', input.alertId)
        .where('world', '=', world)
        .executeTakeFirst()
    : undefined
  if (input.alertId && !alert) throw new NotFound('alert')
  const narrativeId = input.narrativeId ?? alert?.narrativeId
  if (!narrativeId || (alert && alert.narrativeId !== narrativeId)) throw new NotFound('narrative')
  const narrative = await w.tx
    .selectFrom('narrative')
    .select(['state', 'mergedInto'])
    .where('id', '=', narrativeId)
    .where('world', '=', world)
    .forUpdate()
    .executeTakeFirst()
  if (!narrative) throw new NotFound('narrative')
  if (narrative.state === 'merged') {
    throw new Conflict('narrative_merged', 'This narrative was merged into another one. Open the case there.', {
      id: narrative.mergedInto,
    })
  }
  return narrativeId
}

async function findOpenCase(w: Write, narrativeId: NarrativeId): Promise<Row<'caseFile'> | undefined> {
  const scope = scopeOf(w.by.actor, 'case.read', await unitDescendants(w.tx))
  return w.tx
    .selectFrom('caseFile')
    .innerJoin('caseNarrative', 'caseNarrative.caseId', 'caseFile.id')
    .selectAll('caseFile')
    .where('caseNarrative.narrativeId', '=', narrativeId)
    .where('caseFile.state', 'not in', ['closed', 'dismissed', 'merged'])
    .where(visibleCase(scope))
    .orderBy('caseFile.openedAt')
    .executeTakeFirst()
}

async function insertCase(w: Write, input: OpenCase): Promise<Row<'caseFile'>> {
  const { rows } = await sql<{ number: number }>`select nextval('case_reference_seq') as number`.execute(w.tx)
  const number = rows[0]?.number
  if (number === undefined) throw new Error('The case number sequence gave no number.')
  const owningUnitId =
    actingUnit(w.by.actor, 'case.open') ?? (await findCoordinationUnit(w.tx, w.by.actor.world))?.id ?? null
  return w.tx
    .insertInto('caseFile')
    .values({
      id: newId(caseIdSchema),
      reference: caseReference(number, w.by.now),
      title: input.title,
      summary: input.summary,
      severity: input.severity,
      openedBy: actorReference(w.by.actor),
      openedAt: w.by.now,
      owningUnitId,
      world: w.by.actor.world,
      createdAt: w.by.now,
      updatedAt: w.by.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
