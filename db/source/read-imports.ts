import type { Scope } from '@hub/core/access/scope.ts'
import type { World } from '@hub/core/access/role.ts'
import type { ImportView, RefusedEntry } from '@hub/core/source/import-view.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

const SHOWN = 50

/** An import as it stands. Throws NotFound. */
export async function getImport(db: Reader, scope: Scope, id: string, now: Date): Promise<ImportView> {
  const [view] = await viewImports(db, await imports(db, scope).where('sourceImport.id', '=', id).execute(), now)
  if (!view) throw new NotFound('import')
  return view
}

/** The newest imports. */
export async function listImports(db: Reader, scope: Scope, now: Date): Promise<ImportView[]> {
  const rows = await imports(db, scope)
    .orderBy('startedAt', 'desc')
    .orderBy('sourceImport.id', 'desc')
    .limit(SHOWN)
    .execute()
  return viewImports(db, rows, now)
}

/** A page of the entries that an import refused, in the file's order. Throws NotFound. */
export async function listRefused(
  db: Reader,
  scope: Scope,
  id: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: RefusedEntry[]; nextCursor: string | null }> {
  const after = Number(page.cursor ?? 0)
  const known = await db
    .selectFrom('sourceImport')
    .select('id')
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!known) throw new NotFound('import')
  const found = await db
    .selectFrom('sourceImportEntry')
    .select(['position', 'line', 'title as text', 'reason', 'todo'])
    .where('importId', '=', id)
    .where('outcome', '=', 'refused')
    .where('position', '>', Number.isSafeInteger(after) ? after : 0)
    .orderBy('position')
    .limit(page.limit + 1)
    .execute()
  const rows = found
    .slice(0, page.limit)
    .map(({ reason, todo, ...entry }) => ({ ...entry, reason: reason ?? '', todo: todo ?? '' }))
  return { rows, nextCursor: found.length > page.limit ? String(rows.at(-1)?.position ?? '') : null }
}

/** Imports that are not finished, oldest first; `opml` is there while the file was not read yet. */
export function findOpenImports(db: Reader, world: World): Promise<{ id: string; opml: string | null }[]> {
  return db
    .selectFrom('sourceImport')
    .select(['id', 'opml'])
    .where('world', '=', world)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('startedAt')
    .orderBy('id')
    .limit(20)
    .execute()
}

function imports(db: Reader, scope: Scope) {
  return db
    .selectFrom('sourceImport')
    .leftJoin('watchProfile', 'watchProfile.id', 'sourceImport.profileId')
    .select([
      'sourceImport.id',
      'sourceImport.name',
      'sourceImport.state',
      'problem',
      'total',
      'done',
      'added',
      'alreadyThere',
      'refused',
      'startedBy',
      'startedAt',
      'finishedAt',
      'profileId',
      'watchProfile.title as profileTitle',
      'watchProfile.state as profileState',
      'watchProfile.startsAt as profileStartsAt',
      'watchProfile.endsAt as profileEndsAt',
    ])
    .where('sourceImport.world', '=', scope.world)
}

type ImportRow = Awaited<ReturnType<ReturnType<typeof imports>['execute']>>[number]

async function viewImports(db: Reader, rows: readonly ImportRow[], now: Date): Promise<ImportView[]> {
  const nameOf = await findActorNames(
    db,
    rows.map(({ startedBy }) => startedBy),
  )
  return rows.map(({ profileId, profileTitle, profileState, profileStartsAt, profileEndsAt, ...row }) => ({
    ...row,
    profile:
      profileId && profileTitle !== null && profileState && profileStartsAt && profileEndsAt
        ? {
            id: profileId,
            title: profileTitle,
            inForce:
              profileStanding({ state: profileState, startsAt: profileStartsAt, endsAt: profileEndsAt }, now) ===
              'in_force',
          }
        : null,
    startedBy: nameOf(row.startedBy),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }))
}
