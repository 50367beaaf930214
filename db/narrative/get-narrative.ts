import type { NarrativeId } from '@hub/core/ids.ts'
import { joinHours } from '@hub/core/narrative/fill-hours.ts'
import type { NarrativeDetail, NarrativeRow } from '@hub/core/narrative/narrative-view.ts'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { listEdited, listNearNarratives, listResponses } from './narrative-beside.ts'
import { type NarrativeReading, narrativeRows } from './narrative-rows.ts'
import { listSignals } from './signal-views.ts'

const TIMELINE_DAYS = 30
const SHOWN_PUBLISHERS = 200

/** A narrative in full: its timeline, signals, publishers and the cases the reader may know of. Throws NotFound. */
export async function getNarrative(
  db: Reader,
  reading: NarrativeReading,
  narrativeId: NarrativeId,
): Promise<NarrativeDetail> {
  const narrative = await requireNarrative(db, reading, narrativeId)
  const [row] = await narrativeRows(db, reading, [narrative])
  if (!row) throw new NotFound('narrative')
  const since = new Date(reading.now.getTime() - TIMELINE_DAYS * 24 * 3_600_000)
  const hours = await db
    .selectFrom('narrativeHour')
    .select(['hour', 'itemCount', 'publisherIds'])
    .where('narrativeId', '=', narrativeId)
    .where('hour', '>=', since)
    .execute()
  const { itemsDeleted, itemsDeletedAt } = narrative
  return {
    ...row,
    itemsDeleted: itemsDeletedAt ? { count: itemsDeleted, at: itemsDeletedAt.toISOString() } : null,
    timeline: joinHours(hours),
    signals: await listSignals(db, narrativeId),
    publishers: await listPublishers(db, narrativeId),
    cases: await db
      .selectFrom('caseFile')
      .innerJoin('caseNarrative', 'caseNarrative.caseId', 'caseFile.id')
      .select(['caseFile.id', 'caseFile.reference', 'caseFile.title', 'caseFile.state'])
      .where('caseNarrative.narrativeId', '=', narrativeId)
      .where(visibleCase(reading.caseScope))
      .orderBy('caseFile.openedAt', 'desc')
      .execute(),
    responses: await listResponses(db, reading, narrativeId),
    edited: await listEdited(db, narrativeId),
    alternatives: await listNearNarratives(db, reading, narrativeId),
  }
}

/** A narrative as a row of a list: what a write answers with. Throws NotFound. */
export async function getNarrativeRow(
  db: Reader,
  reading: NarrativeReading,
  narrativeId: NarrativeId,
): Promise<NarrativeRow> {
  const [row] = await narrativeRows(db, reading, [await requireNarrative(db, reading, narrativeId)])
  if (!row) throw new NotFound('narrative')
  return row
}

/** The stored row of a narrative in scope. Throws NotFound. */
export async function requireNarrative(
  db: Reader,
  { scope }: Pick<NarrativeReading, 'scope'>,
  narrativeId: NarrativeId,
): Promise<Row<'narrative'>> {
  const narrative = await db
    .selectFrom('narrative')
    .selectAll()
    .where('id', '=', narrativeId)
    .where('world', '=', scope.world)
    .$if(!scope.mayReadRed, (query) => query.where('tlp', '<>', 'RED'))
    .executeTakeFirst()
  if (!narrative) throw new NotFound('narrative')
  return narrative
}

async function listPublishers(db: Reader, narrativeId: NarrativeId): Promise<NarrativeDetail['publishers']> {
  const rows = await db
    .selectFrom('narrativePublisher as carried')
    .innerJoin('publisher', 'publisher.id', 'carried.publisherId')
    .select(['publisher.id', 'publisher.name', 'publisher.domain', 'carried.itemCount', 'carried.firstAt'])
    .where('carried.narrativeId', '=', narrativeId)
    .orderBy('carried.firstAt')
    .orderBy('publisher.id')
    .limit(SHOWN_PUBLISHERS)
    .execute()
  return rows.map((row) => ({ ...row, firstAt: row.firstAt.toISOString() }))
}
