import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemImportId } from '@hub/core/ids.ts'
import type { ImportRefusal, ItemImportView } from '@hub/core/intake/item-import.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'

const REFUSALS_SHOWN = 200
const REFUSALS_AT_ONCE = 5_000

/** The newest imports, without their refused rows. */
export async function listItemImports(db: Reader, scope: Scope, limit = 20): Promise<ItemImportView[]> {
  const rows = await imports(db, scope).orderBy('itemImport.createdAt', 'desc').limit(limit).execute()
  return viewImports(db, rows)
}

/** One import with its first refused rows. Throws NotFound. */
export async function getItemImport(db: Reader, scope: Scope, id: ItemImportId): Promise<ItemImportView> {
  const row = await imports(db, scope).where('itemImport.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('import')
  const [view] = await viewImports(db, [row])
  if (!view) throw new NotFound('import')
  return { ...view, refusals: await readRefusals(db, id, 0, REFUSALS_SHOWN) }
}

/** Every refused row of an import in order, some thousands at a time. Throws NotFound. */
export async function* walkRefusals(db: Reader, scope: Scope, id: ItemImportId): AsyncGenerator<ImportRefusal[]> {
  await getItemImport(db, scope, id)
  let after = 0
  for (;;) {
    const rows = await readRefusals(db, id, after, REFUSALS_AT_ONCE)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.row
  }
}

async function readRefusals(db: Reader, id: ItemImportId, after: number, limit: number): Promise<ImportRefusal[]> {
  return db
    .selectFrom('itemImportRefusal')
    .select(['rowNumber as row', 'shown', 'reason'])
    .where('importId', '=', id)
    .where('rowNumber', '>', after)
    .orderBy('rowNumber')
    .limit(limit)
    .execute()
}

function imports(db: Reader, scope: Scope) {
  return db
    .selectFrom('itemImport')
    .innerJoin('watchProfile', 'watchProfile.id', 'itemImport.profileId')
    .selectAll('itemImport')
    .select('watchProfile.title as profileTitle')
    .where('itemImport.world', '=', scope.world)
}

async function viewImports(
  db: Reader,
  rows: readonly (Row<'itemImport'> & { profileTitle: string })[],
): Promise<ItemImportView[]> {
  const nameOf = await findActorNames(
    db,
    rows.map(({ startedBy }) => startedBy),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    profile: { id: row.profileId, title: row.profileTitle },
    startedBy: nameOf(row.startedBy),
    startedAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    bytes: row.bytes,
    bytesReceived: row.bytesReceived,
    bytesRead: row.bytesRead,
    found: row.found,
    added: row.added,
    known: row.known,
    filtered: row.filtered,
    refused: row.refused,
    refusals: [],
    problem: row.problem,
  }))
}
