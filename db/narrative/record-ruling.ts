import { actorReference } from '@hub/core/access/actor.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import type { EngineRuling } from '@hub/core/narrative/engine-types.ts'

import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { lockNarrative } from './lock-narrative.ts'

/**
 * Locks a narrative that a person rules on, its shard first: the engine's commits take the two in this order, and two
 * writers that differed would wait for each other for ever. While it is held no assignment takes a number.
 */
export async function lockForRuling(w: Write, narrativeId: NarrativeId): Promise<Row<'narrative'>> {
  const found = await w.tx
    .selectFrom('narrative')
    .select(['world', 'shard'])
    .where('id', '=', narrativeId)
    .executeTakeFirst()
  if (found) {
    const { world, shard } = found
    await w.tx
      .insertInto('engineShard')
      .values({ world, shard, owner: null, leasedUntil: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await w.tx
      .selectFrom('engineShard')
      .select('fence')
      .where('world', '=', world)
      .where('shard', '=', shard)
      .forUpdate()
      .execute()
  }
  return lockNarrative(w, narrativeId, 'narrative.triage')
}

/** Records a ruling on a narrative under `lockForRuling`. It binds every assignment after the shard's present number. */
export async function recordRuling(
  w: Write,
  narrative: Pick<Row<'narrative'>, 'id' | 'shard' | 'world'>,
  kind: Extract<EngineRuling['kind'], 'confirm' | 'dismiss' | 'reopen'>,
  reason: string | null = null,
): Promise<void> {
  const { world, shard } = narrative
  const { nextSeq } = await w.tx
    .selectFrom('engineShard')
    .select('nextSeq')
    .where('world', '=', world)
    .where('shard', '=', shard)
    .executeTakeFirstOrThrow()
  const payload = { kind, narrativeId: narrative.id } satisfies EngineRuling
  await w.tx
    .insertInto('narrativeRuling')
    .values({
      id: newRowId(),
      world,
      shard,
      kind,
      narrativeId: narrative.id,
      payload: JSON.stringify(payload),
      ruledBy: actorReference(w.by.actor),
      reason,
      ruledAt: w.by.now,
      shardSeq: nextSeq - 1,
    })
    .execute()
}
