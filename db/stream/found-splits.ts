import { sql } from 'kysely'

import { type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import type { EngineItem, RecordedDecision, SplitEvent } from '@hub/core/narrative/engine-types.ts'
import { headlineOf } from '@hub/core/narrative/narrative-title.ts'

import { isHeldTogether } from '../narrative/hold-together.ts'
import type { Write } from '../write.ts'
import type { TakenShard } from './take-shard.ts'

/**
 * Founds the narratives that the engine split off, each with the headline of the item that brought it about until the items
 * are there. What people ruled on, or a legal hold keeps together, is not split: the new narrative then leads to the one
 * it was to leave, so that all the engine says of it later is filed there. Returns the splits to carry out, in order.
 */
export async function foundSplits(
  w: Write,
  shard: TakenShard,
  decided: readonly { item: EngineItem; decision: RecordedDecision }[],
): Promise<SplitEvent[]> {
  const carried: SplitEvent[] = []
  const founded = new Set(decided.flatMap(({ decision }) => (decision.isNew ? [decision.narrativeId] : [])))
  const refused = new Map<string, NarrativeId>()
  for (const { item, decision } of decided) {
    for (const event of decision.events) {
      if (event.kind !== 'split') continue
      const standing = refused.get(event.from) ?? (founded.has(event.from) ? null : await findStanding(w, event.from))
      const keeper = standing !== null && (await isKeptWhole(w, standing)) ? standing : null
      if (keeper === null) carried.push(event)
      else refused.set(event.into, keeper)
      await foundNarrative(w, shard, event.into, item, keeper)
    }
  }
  return carried
}

async function findStanding(w: Write, id: string): Promise<NarrativeId | null> {
  const row = await w.tx
    .selectFrom('narrative')
    .select(['id', 'mergedInto'])
    .where('id', '=', narrativeIdSchema.parse(id))
    .executeTakeFirst()
  return row ? (row.mergedInto ?? row.id) : null
}

/** Whether people put the narrative together or decided on it, or a legal hold stands on it. */
async function isKeptWhole(w: Write, id: NarrativeId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from narrative n where n.id = ${id} and n.state in ('confirmed', 'dismissed')
    union all
    select 1 from narrative_ruling r
    where not r.by_machine and r.undone_at is null and r.kind in ('merge', 'split', 'move', 'confirm_link')
      and (r.narrative_id = ${id} or r.into_id = ${id} or r.into_id in (select m.id from narrative m where m.merged_into = ${id}))
    limit 1`.execute(w.tx)
  return rows.length > 0 || (await isHeldTogether(w.tx, id))
}

async function foundNarrative(
  w: Write,
  shard: TakenShard,
  id: string,
  item: EngineItem,
  keeper: NarrativeId | null,
): Promise<void> {
  const at = new Date(item.eventAtMs)
  await w.tx
    .insertInto('narrative')
    .values({
      id: narrativeIdSchema.parse(id),
      shard: shard.shard,
      world: shard.world,
      title: headlineOf(item) || item.url || '—',
      language: item.language,
      languages: [item.language],
      firstItemAt: at,
      lastItemAt: at,
      createdAt: w.by.now,
      updatedAt: w.by.now,
      ...(keeper === null ? {} : { state: 'merged' as const, mergedInto: keeper }),
    })
    .execute()
}
