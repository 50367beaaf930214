import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import type { SourceBackground, SourceEvent, SourceItem } from '@hub/core/source/source-page-view.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

const ITEMS_SHOWN = 20
const EVENTS_SHOWN = 50

/** What a source's own page adds to its row: its newest items, what people did to it, what the collector knows. Throws NotFound. */
export async function readSourceBackground(db: Reader, scope: Scope, id: SourceId): Promise<SourceBackground> {
  const row = await db
    .selectFrom('source')
    .select(['etag', 'lastModified', 'intervalMs', 'failures', 'outcome', 'createdAt', 'movedTo'])
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!row) throw new NotFound('source')
  const { outcome, createdAt, ...trace } = row
  const finalUrl = typeof outcome?.['finalUrl'] === 'string' ? outcome['finalUrl'] : null
  return {
    items: await listItems(db, scope, id),
    events: await listEvents(db, scope, id, createdAt),
    trace: { ...trace, finalUrl },
  }
}

async function listItems(db: Reader, scope: Scope, id: SourceId): Promise<SourceItem[]> {
  const rows = await db
    .selectFrom('item')
    .select(['id', 'title', 'url', 'language', 'publishedAt', 'firstSeenAt'])
    .where('sourceId', '=', id)
    .where('world', '=', scope.world)
    .$if(!scope.mayReadRed, (query) => query.where('tlp', '<>', 'RED'))
    .orderBy('firstSeenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(ITEMS_SHOWN)
    .execute()
  return rows.map((row) => ({
    ...row,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
  }))
}

/** People's acts on the source: its own entries, and those of batches that it was part of. The pipeline's are left out. */
async function listEvents(db: Reader, scope: Scope, id: SourceId, since: Date): Promise<SourceEvent[]> {
  const { rows } = await sql<{
    id: string
    at: Date
    actorName: string
    action: string
    details: Record<string, unknown>
  }>`
    (select id, at, actor_name, action, details from audit_event
      where noun = 'source' and object_id = ${id} and world = ${scope.world} and actor_kind <> 'job'
      order by at desc limit ${EVENTS_SHOWN})
    union all
    (select id, at, actor_name, action, details - 'sourceIds' from audit_event
      where noun = 'source' and action like 'many: %' and at >= ${since} and world = ${scope.world} and details->'sourceIds' ? ${id}
      order by at desc limit ${EVENTS_SHOWN})
    order by at desc, id desc limit ${EVENTS_SHOWN}`.execute(db)
  return rows.map(({ id: entryId, at, actorName, action, details }) => ({
    id: entryId,
    at: at.toISOString(),
    who: actorName,
    act: action.replace(/^many: /, ''),
    reason: typeof details['reason'] === 'string' ? details['reason'] : null,
    changes: changesOf(details),
  }))
}

function changesOf({ was, is }: Record<string, unknown>): SourceEvent['changes'] {
  if (!isRecord(was) || !isRecord(is)) return []
  return Object.keys(was)
    .filter((field) => field !== 'publisherId' && JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({ field, was: show(was[field]), is: show(is[field]) }))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}
