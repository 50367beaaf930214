import type { Scope } from '@hub/core/access/scope.ts'
import type { CaseId, NarrativeId } from '@hub/core/ids.ts'
import { fillHours, SPARKLINE_HOURS, type StoredHour } from '@hub/core/narrative/fill-hours.ts'
import type { NarrativeRow, SignalView } from '@hub/core/narrative/narrative-view.ts'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { findLatestSignals } from './signal-views.ts'

/** What a reader of narratives may see beside them: cases by need to know; and the moment the answer is for. */
export type NarrativeReading = { scope: Scope; caseScope: Scope | undefined; now: Date }

/** Narratives as rows of a list, in the order given, with four queries however many there are. */
export async function narrativeRows(
  db: Reader,
  reading: Omit<NarrativeReading, 'scope'>,
  narratives: readonly Row<'narrative'>[],
): Promise<NarrativeRow[]> {
  const ids = narratives.map(({ id }) => id)
  const hours = await readHours(db, ids, reading.now)
  const signals = await findLatestSignals(db, ids)
  const cases = await findCases(db, reading.caseScope, ids)
  const publishers = await countPublishers(db, ids)
  return narratives.map((narrative) => narrativeRow(narrative, reading.now, { hours, signals, cases, publishers }))
}

type Found = {
  hours: ReadonlyMap<NarrativeId, StoredHour[]>
  signals: ReadonlyMap<NarrativeId, SignalView>
  cases: ReadonlyMap<NarrativeId, CaseId>
  publishers: ReadonlyMap<NarrativeId, number>
}

function narrativeRow(narrative: Row<'narrative'>, now: Date, found: Found): NarrativeRow {
  return {
    id: narrative.id,
    title: narrative.title,
    titleSource: narrative.titleSource,
    state: narrative.state,
    dismissedReason: narrative.dismissedReason,
    mergedInto: narrative.mergedInto,
    severity: narrative.severity,
    languages: narrative.languages,
    itemCount: narrative.itemCount,
    publisherCount: found.publishers.get(narrative.id) ?? 0,
    firstItemAt: narrative.firstItemAt.toISOString(),
    lastItemAt: narrative.lastItemAt.toISOString(),
    keyTerms: narrative.keyTerms,
    hours: fillHours(found.hours.get(narrative.id) ?? [], now),
    latestSignal: found.signals.get(narrative.id) ?? null,
    caseId: found.cases.get(narrative.id) ?? null,
    triagedAt: narrative.triagedAt?.toISOString() ?? null,
    rowVersion: narrative.rowVersion,
  }
}

/** The stored hours of narratives that a sparkline shows. */
export async function readHours(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
  now: Date,
): Promise<Map<NarrativeId, StoredHour[]>> {
  if (narrativeIds.length === 0) return new Map()
  const since = new Date(now.getTime() - SPARKLINE_HOURS * 3_600_000)
  const rows = await db
    .selectFrom('narrativeHour')
    .select(['narrativeId', 'hour', 'itemCount', 'publisherIds'])
    .where('narrativeId', 'in', narrativeIds)
    .where('hour', '>=', since)
    .execute()
  return Map.groupBy(rows, ({ narrativeId }) => narrativeId)
}

async function countPublishers(db: Reader, narrativeIds: readonly NarrativeId[]): Promise<Map<NarrativeId, number>> {
  if (narrativeIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('narrativePublisher')
    .select((eb) => ['narrativeId', eb.fn.countAll<number>().as('publishers')])
    .where('narrativeId', 'in', narrativeIds)
    // A publisher of copies alone is no independent voice: it stands there with no item of its own.
    .where('itemCount', '>', 0)
    .groupBy('narrativeId')
    .execute()
  return new Map(rows.map(({ narrativeId, publishers }) => [narrativeId, publishers]))
}

/** The newest case on each narrative that the reader may know of. */
async function findCases(
  db: Reader,
  scope: Scope | undefined,
  narrativeIds: readonly NarrativeId[],
): Promise<Map<NarrativeId, CaseId>> {
  if (narrativeIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('caseFile')
    .innerJoin('caseNarrative', 'caseNarrative.caseId', 'caseFile.id')
    .select(['caseNarrative.narrativeId', 'caseFile.id'])
    .where('caseNarrative.narrativeId', 'in', narrativeIds)
    .where('caseFile.state', '<>', 'merged')
    .where(visibleCase(scope))
    .orderBy('caseFile.openedAt')
    .execute()
  return new Map(rows.map(({ narrativeId, id }) => [narrativeId, id]))
}
