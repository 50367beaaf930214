import type { NarrativeId, SignalId } from '@hub/core/ids.ts'
import type { SignalView } from '@hub/core/narrative/narrative-view.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

const SHOWN_SIGNALS = 50

/** The newest signal of each narrative. */
export async function findLatestSignals(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
): Promise<Map<NarrativeId, SignalView>> {
  if (narrativeIds.length === 0) return new Map()
  const signals = await db
    .selectFrom('signal')
    .distinctOn('narrativeId')
    .selectAll()
    .where('narrativeId', 'in', narrativeIds)
    .orderBy('narrativeId')
    .orderBy('detectedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const views = await viewSignals(db, signals)
  return new Map(
    signals.flatMap(({ id, narrativeId }): [NarrativeId, SignalView][] => {
      const view = views.get(id)
      return view ? [[narrativeId, view]] : []
    }),
  )
}

/** The signals of one narrative, newest first. */
export async function listSignals(db: Reader, narrativeId: NarrativeId): Promise<SignalView[]> {
  const signals = await db
    .selectFrom('signal')
    .selectAll()
    .where('narrativeId', '=', narrativeId)
    .orderBy('detectedAt', 'desc')
    .limit(SHOWN_SIGNALS)
    .execute()
  return [...(await viewSignals(db, signals)).values()]
}

/** Signals as views, publishers by name, all names read at once. */
export async function viewSignals(db: Reader, signals: readonly Row<'signal'>[]): Promise<Map<SignalId, SignalView>> {
  const publisherIds = [...new Set(signals.flatMap((signal) => signal.publisherIds))]
  const publishers =
    publisherIds.length === 0
      ? []
      : await db.selectFrom('publisher').select(['id', 'name']).where('id', 'in', publisherIds).execute()
  const names = new Map(publishers.map(({ id, name }) => [id, name]))
  return new Map(
    signals.map((signal) => [
      signal.id,
      {
        id: signal.id,
        kind: signal.kind,
        severity: signal.severity,
        detectedAt: signal.detectedAt.toISOString(),
        numbers: signal.numbers,
        publishers: signal.publisherIds.flatMap((id) => names.get(id) ?? []),
      },
    ]),
  )
}
