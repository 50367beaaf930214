import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ItemImportId, ProfileId, SourceId } from '@hub/core/ids.ts'
import type { ImportPlan } from '@hub/core/intake/item-import.ts'

import type { Db } from '../connect.ts'

/** An import that this worker alone may read until its claim runs out; every batch renews it and names `fence`. */
export type ClaimedImport = {
  id: ItemImportId
  plan: ImportPlan
  profileId: ProfileId
  sourceId: SourceId
  nextRow: number
  found: number
  fence: number
}

/** Claims the oldest import that nobody reads now, or undefined. */
export async function claimItemImport(
  db: Db,
  input: { world: World; now: Date; claimForMs: number },
): Promise<ClaimedImport | undefined> {
  const until = new Date(input.now.getTime() + input.claimForMs)
  const { rows } = await sql<ClaimedImport>`
    update item_import set claimed_until = ${until}, claim_fence = claim_fence + 1
    where id = (
      select id from item_import
      where world = ${input.world} and state = 'running' and (claimed_until is null or claimed_until <= ${input.now})
      order by created_at limit 1 for update skip locked)
    returning id, plan, profile_id, source_id, next_row, found, claim_fence as fence`.execute(db)
  return rows[0]
}

/** One part of the file, or undefined past its end. */
export async function readImportPart(db: Db, id: ItemImportId, part: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('itemImportPart')
    .select('content')
    .where('importId', '=', id)
    .where('part', '=', part)
    .executeTakeFirst()
  return row?.content
}

/** Gives an import back, so that the next worker goes on with it at once. */
export async function releaseItemImport(db: Db, claimed: Pick<ClaimedImport, 'id' | 'fence'>): Promise<void> {
  await db
    .updateTable('itemImport')
    .set({ claimedUntil: null })
    .where('id', '=', claimed.id)
    .where('claimFence', '=', claimed.fence)
    .execute()
}
