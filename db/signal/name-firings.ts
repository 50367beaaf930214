import { type NarrativeId, publisherIdSchema } from '@hub/core/ids.ts'
import type { ComparedFiring } from '@hub/core/signal/compare-firings.ts'
import type { RehearsedFiring } from '@hub/core/signal/rehearsal-view.ts'
import { signalNumbers } from '@hub/core/signal/signal-numbers.ts'

import type { Reader } from '../connect.ts'
import type { RehearsalNarrative } from './rehearsal-narratives.ts'

const NAMED_PUBLISHERS = 12

/** Firings as people read them: the narrative by title, the first publishers by name. */
export async function nameFirings(
  db: Reader,
  rows: readonly ComparedFiring<NarrativeId>[],
  narratives: ReadonlyMap<NarrativeId, RehearsalNarrative>,
  ruleTitle: string,
): Promise<RehearsedFiring[]> {
  const shown = rows.map(({ firing }) =>
    firing.signal.publisherIds.slice(0, NAMED_PUBLISHERS).map((id) => publisherIdSchema.parse(id)),
  )
  const ids = [...new Set(shown.flat())]
  const publishers =
    ids.length === 0 ? [] : await db.selectFrom('publisher').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map(publishers.map(({ id, name }) => [id, name]))
  return rows.flatMap(({ narrativeId, firing, firedBy }, index): RehearsedFiring[] => {
    const narrative = narratives.get(narrativeId)
    if (!narrative) return []
    const { signal, because } = firing
    return [
      {
        narrativeId,
        title: narrative.title,
        state: narrative.state,
        hour: new Date(signal.hourMs).toISOString(),
        kind: signal.kind,
        severity: signal.severity,
        because,
        numbers: signalNumbers(signal, because, ruleTitle),
        publishers: (shown[index] ?? []).flatMap((id) => names.get(id) ?? []),
        publisherCount: signal.publisherIds.length,
        firedBy,
      },
    ]
  })
}
