import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'

import { judgeCollecting } from '@hub/core/source/judge-collecting.ts'
import { POLLED_SOURCE_KINDS } from '@hub/core/source/source.ts'

import type { Reader } from '../connect.ts'
import { readCollecting } from './read-collecting.ts'

export type HealthCheck = { name: string; ok: boolean; says: string }

const OUTBOX_LATE_MS = 60_000
const CLUSTER_LATE_MS = 5 * 60_000

/** What the tables say about how the hub is doing: each check with a sentence for a person. */
export async function listHealthChecks(db: Reader, world: World, now: Date): Promise<HealthCheck[]> {
  const { rows } = await sql<{
    outboxWaiting: number
    outboxOldest: Date | null
    pending: number
    pendingOldest: Date | null
    due: number
    failing: number
    approved: number
    overdue: number
    databaseMb: number
  }>`select
      (select count(*)::int from outbox where published_at is null) as outbox_waiting,
      (select min(created_at) from outbox where published_at is null) as outbox_oldest,
      (select count(*)::int from item_pending where world = ${world}) as pending,
      (select min(first_seen_at) from item_pending where world = ${world}) as pending_oldest,
      (select count(*)::int from source where world = ${world} and state = 'approved' and kind = any(${[...POLLED_SOURCE_KINDS]}::text[]) and next_fetch_at < ${now}::timestamptz - interval '10 minutes'
        and not exists (select 1 from site_turn t where t.site = source.site and t.blocked_until > ${now}::timestamptz - interval '10 minutes')
        and exists (select 1 from watch_profile_source l join watch_profile p on p.id = l.profile_id
          where l.source_id = source.id and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now})) as due,
      (select count(*)::int from source where world = ${world} and state = 'approved' and failures > 0) as failing,
      (select count(*)::int from source where world = ${world} and state = 'approved') as approved,
      (select count(*)::int from delivery where world = ${world} and next_escalation_at < ${now}::timestamptz - interval '5 minutes') as overdue,
      (pg_database_size(current_database()) / 1048576)::int as database_mb`.execute(db)
  const found = rows[0]
  if (!found) return [{ name: 'Database', ok: false, says: 'The database gave no answer.' }]
  const lateBy = (at: Date | null) => (at ? now.getTime() - at.getTime() : 0)
  return [
    { name: 'Database', ok: true, says: `It answers and holds ${found.databaseMb} MB.` },
    {
      name: 'Handing over of work',
      ok: lateBy(found.outboxOldest) < OUTBOX_LATE_MS,
      says:
        found.outboxWaiting === 0
          ? 'Nothing waits.'
          : `${found.outboxWaiting} wait, the oldest for ${inWords(lateBy(found.outboxOldest))}. If it grows, see whether the workers run.`,
    },
    {
      name: 'Grouping into narratives',
      ok: lateBy(found.pendingOldest) < CLUSTER_LATE_MS,
      says:
        found.pending === 0
          ? 'Every item is grouped.'
          : `${found.pending} items wait, the oldest for ${inWords(lateBy(found.pendingOldest))}.`,
    },
    await checkCollecting(db, world, now),
    {
      name: 'Fetching of sources',
      ok: found.due === 0,
      says:
        found.due === 0
          ? 'Every source is fetched in time.'
          : `${found.due} sources are more than ten minutes late. See whether the workers run.`,
    },
    {
      name: 'Health of sources',
      ok: found.failing * 2 <= found.approved,
      says: `${found.failing} of ${found.approved} approved sources fail at present; the Sources page says what to do for each.`,
    },
    {
      name: 'Escalation',
      ok: found.overdue === 0,
      says:
        found.overdue === 0
          ? 'No escalation is late.'
          : `${found.overdue} deliveries should have gone to the next person. See whether the workers run.`,
    },
  ]
}

async function checkCollecting(db: Reader, world: World, now: Date): Promise<HealthCheck> {
  const { failed, late, ...facts } = await readCollecting(db, world, now)
  const { isStopped, since } = judgeCollecting({ failed, late, ...facts }, now)
  const how = since === null ? 'so far' : `for ${inWords(now.getTime() - since.getTime())}`
  return {
    name: 'Collecting as a whole',
    ok: !isStopped,
    says: isStopped
      ? `No source could be fetched ${how}: ${failed} failed and ${late} are late. See whether this machine reaches the internet and its name servers, and whether the workers run.`
      : 'Sources answer.',
  }
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return minutes < 1 ? 'less than a minute' : `${minutes} min`
}
