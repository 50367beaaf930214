import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'

import type { Reader } from '../connect.ts'

/** What the tables say is undone, each as whether there is any. */
export type Undone = {
  hasUndetected: boolean
  hasRaisedAlerts: boolean
  hasDeliveriesToSend: boolean
  hasDueEscalations: boolean
  hasImportsToRead: boolean
  hasOpenImports: boolean
  hasUnpublished: boolean
}

/** Asks every stage's tables at once whether work is left. */
export async function findUndone(db: Reader, world: World, now: Date): Promise<Undone> {
  const { rows } = await sql<Undone>`
    select
      exists (select 1 from engine_shard e left join hub_setting h on h.key = 'detect:' || e.shard
        where e.world = ${world} and e.next_seq - 1 > coalesce((h.value->>'shardSeq')::bigint, 0)) as has_undetected,
      exists (select 1 from alert where world = ${world} and state = 'raised') as has_raised_alerts,
      exists (select 1 from delivery where world = ${world} and (state = 'pending' or (state = 'held' and held_until <= ${now}))) as has_deliveries_to_send,
      exists (select 1 from delivery where world = ${world} and next_escalation_at <= ${now} and state in ('sent', 'escalated')) as has_due_escalations,
      exists (select 1 from item_import where world = ${world} and state = 'running' and (claimed_until is null or claimed_until <= ${now})) as has_imports_to_read,
      exists (select 1 from source_import where world = ${world} and state in ('waiting', 'running')) as has_open_imports,
      exists (select 1 from outbox where published_at is null) as has_unpublished`.execute(db)
  const undone = rows[0]
  if (!undone) throw new Error('The database did not answer.')
  return undone
}
