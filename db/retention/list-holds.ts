import { sql } from 'kysely'

import { type Actor, actorReference } from '@hub/core/access/actor.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import { type HoldQuery, type HoldView, lapseOf, protectsAt } from '@hub/core/retention/legal-hold.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

const SHOWN = 200

/** The holds, or those on one object, standing ones first, with what their objects are called. */
export async function listHolds(
  db: Reader,
  scope: Scope,
  reader: Actor,
  now: Date,
  { kind, objectId }: HoldQuery = {},
): Promise<HoldView[]> {
  const asked = sql`h.world = ${scope.world} and (${kind ?? null}::text is null or h.object_kind = ${kind ?? null})
    and (${objectId ?? null}::uuid is null or h.object_id = ${objectId ?? null})`
  const { rows } = await sql<Row<'legalHold'> & { title: string | null }>`
    select h.*, coalesce(
      (select title from narrative where h.object_kind = 'narrative' and id = h.object_id),
      (select title from case_file where h.object_kind = 'case' and id = h.object_id),
      (select title from source where h.object_kind = 'source' and id = h.object_id),
      (select title from watch_profile where h.object_kind = 'profile' and id = h.object_id),
      (select title from item where h.object_kind = 'item' and id = h.object_id limit 1)) as title
    from legal_hold h where ${asked}
    order by h.state in ('placed', 'in_force') desc, h.placed_at desc, h.id desc limit ${SHOWN}`.execute(db)
  const nameOf = await findActorNames(
    db,
    rows.flatMap(({ placedBy, decidedBy, liftedBy }) => [placedBy, decidedBy, liftedBy]),
  )
  return rows.map((hold) => ({
    id: hold.id,
    kind: hold.objectKind,
    objectId: hold.objectId,
    title: hold.title,
    reason: hold.reason,
    state: hold.state,
    protects: protectsAt(hold, now),
    lapsesAt: lapseOf(hold)?.toISOString() ?? null,
    placedBy: nameOf(hold.placedBy),
    placedAt: hold.placedAt.toISOString(),
    decidedBy: hold.decidedBy === null ? null : nameOf(hold.decidedBy),
    decidedAt: hold.decidedAt?.toISOString() ?? null,
    liftedBy: hold.liftedBy === null ? null : nameOf(hold.liftedBy),
    liftedAt: hold.liftedAt?.toISOString() ?? null,
    endedReason: hold.endedReason,
    isOwn: actorReference(reader) === hold.placedBy,
    isConfirmedByReader: actorReference(reader) === hold.decidedBy,
  }))
}
