import { type ApiKeyView, apiKeyStanding } from '@hub/core/access/api-key.ts'
import type { World } from '@hub/core/access/role.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { ApiKeyId } from '@hub/core/ids.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'

/** The key behind a secret's hash, whatever its state, or undefined. */
export async function findApiKey(db: Reader, world: World, secretHash: string): Promise<Row<'apiKey'> | undefined> {
  return db
    .selectFrom('apiKey')
    .selectAll()
    .where('secretHash', '=', secretHash)
    .where('world', '=', world)
    .executeTakeFirst()
}

/** Every key, newest first. */
export async function listApiKeys(db: Reader, scope: Scope, now: Date): Promise<ApiKeyView[]> {
  return viewKeys(db, await keys(db, scope).orderBy('apiKey.createdAt', 'desc').execute(), now)
}

/** One key. Throws NotFound. */
export async function getApiKey(db: Reader, scope: Scope, id: ApiKeyId, now: Date): Promise<ApiKeyView> {
  const [view] = await viewKeys(db, await keys(db, scope).where('apiKey.id', '=', id).execute(), now)
  if (!view) throw new NotFound('api key')
  return view
}

function keys(db: Reader, scope: Scope) {
  return db
    .selectFrom('apiKey')
    .innerJoin('watchProfile', 'watchProfile.id', 'apiKey.profileId')
    .selectAll('apiKey')
    .select([
      'watchProfile.title as profileTitle',
      'watchProfile.state as profileState',
      'watchProfile.startsAt',
      'watchProfile.endsAt',
    ])
    .where('apiKey.world', '=', scope.world)
}

type KeyRow = Row<'apiKey'> &
  Pick<Row<'watchProfile'>, 'startsAt' | 'endsAt'> & {
    profileTitle: string
    profileState: Row<'watchProfile'>['state']
  }

async function viewKeys(db: Reader, rows: readonly KeyRow[], now: Date): Promise<ApiKeyView[]> {
  const nameOf = await findActorNames(
    db,
    rows.map(({ madeBy }) => madeBy),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    scope: row.scope,
    profile: {
      id: row.profileId,
      title: row.profileTitle,
      inForce:
        profileStanding({ state: row.profileState, startsAt: row.startsAt, endsAt: row.endsAt }, now) === 'in_force',
    },
    sourceId: row.sourceId,
    standing: apiKeyStanding(row, now),
    madeBy: nameOf(row.madeBy),
    madeAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    stoppedReason: row.stoppedReason,
    itemsStored: row.itemsStored,
  }))
}
