import { sql } from 'kysely'

import type { AuditRow } from '@hub/core/access/audit-view.ts'
import type { Scope } from '@hub/core/access/scope.ts'

import type { Reader } from '../connect.ts'
import { Conflict } from '../errors.ts'

export type AuditFilter = {
  noun?: string | undefined
  objectId?: string | undefined
  /** A person's id, or the name of a job or operator. */
  actor?: string | undefined
  cursor?: string | undefined
  limit: number
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)~([\da-f-]{36})$/

/** The audit record, newest first. A cursor is the place of the last row of the page before. */
export async function listAuditEvents(
  db: Reader,
  scope: Scope,
  filter: AuditFilter,
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  let query = db
    .selectFrom('auditEvent')
    .select([
      'id',
      'at',
      'actorKind',
      'actor',
      'actorName',
      'action',
      'noun',
      'objectId',
      'unitId',
      'details',
      'requestId',
    ])
    .where('world', '=', scope.world)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
  if (filter.noun) query = query.where('noun', '=', filter.noun)
  if (filter.objectId) query = query.where('objectId', '=', filter.objectId)
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  if (filter.cursor) {
    const [at, id] = readCursor(filter.cursor)
    query = query.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const found = await query.execute()
  const page = found.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => ({ ...row, at: row.at.toISOString() })),
    nextCursor: found.length > page.length && last ? writeCursor(last.at, last.id) : null,
  }
}

function writeCursor(at: Date, id: string): string {
  return `${at.toISOString()}~${id}`
}

function readCursor(text: string): [string, string] {
  const [, at, id] = CURSOR.exec(text) ?? []
  if (at === undefined || id === undefined)
    throw new Conflict('cursor_unknown', 'This page is no longer known. Start again from the newest.')
  return [at, id]
}
