import { actorReference } from '@hub/core/access/actor.ts'
import { type ItemId, type NarrativeId, type RulingId, rulingIdSchema } from '@hub/core/ids.ts'
import type { RulingKind } from '@hub/core/narrative/ruling.ts'

import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { tellEngines } from './tell-engines.ts'

/** A ruling as it is entered: on which narrative, what moved where, why, and what taking it back will restore. */
export type NewRuling = {
  id?: RulingId
  kind: RulingKind
  narrativeId: NarrativeId
  intoId?: NarrativeId
  moved?: readonly ItemId[]
  reason?: string | null | undefined
  details?: Record<string, unknown>
  before?: unknown
}

/** Enters a ruling in the record, in the name of whoever writes. A pipeline stage's are the machine's own. */
export async function enterRuling(w: Write, ruling: NewRuling): Promise<RulingId> {
  const { id = newId(rulingIdSchema) } = ruling
  await enterRulings(w, [{ ...ruling, id }])
  return id
}

/** Enters rulings as `enterRuling` does, in the order given. */
export async function enterRulings(w: Write, rulings: readonly NewRuling[]): Promise<void> {
  if (rulings.length === 0) return
  const { actor, now } = w.by
  const rows = rulings.map(
    ({ id = newId(rulingIdSchema), kind, narrativeId, intoId = null, moved = [], reason, details, before }) => ({
      id,
      world: actor.world,
      kind,
      narrativeId,
      intoId,
      byMachine: actor.kind === 'job',
      moved: [...moved],
      details: JSON.stringify(details ?? {}),
      before: JSON.stringify(before ?? {}),
      ruledBy: actorReference(actor),
      reason: reason ?? null,
      ruledAt: now,
    }),
  )
  await w.tx.insertInto('narrativeRuling').values(rows).execute()
}

/** Records what a person ruled on a narrative as a whole, under `lockForRuling`, and tells its engine. */
export async function recordRuling(
  w: Write,
  narrative: Pick<Row<'narrative'>, 'id' | 'shard'>,
  kind: Extract<RulingKind, 'confirm' | 'dismiss' | 'reopen'>,
  reason: string | null = null,
): Promise<RulingId> {
  const id = await enterRuling(w, { kind, narrativeId: narrative.id, reason })
  await tellEngines(w, [narrative.shard], id, () => ({ kind, narrativeId: narrative.id }))
  return id
}
