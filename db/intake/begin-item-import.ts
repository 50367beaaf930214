import { actorReference } from '@hub/core/access/actor.ts'
import { itemImportIdSchema, type ItemImportId } from '@hub/core/ids.ts'
import type { BeginImport } from '@hub/core/intake/item-import.ts'

import type { Db, Tx } from '../connect.ts'
import { newId } from '../new-id.ts'
import { write, type WriteBy } from '../write.ts'
import { openHandedSource } from './open-handed-source.ts'
import { requireProfileInForce } from './require-profile-in-force.ts'

/** Opens an import for a file whose bytes follow in parts. Its items will enter under the profile's source of imports. */
export async function beginItemImport(db: Db | Tx, by: WriteBy, input: BeginImport): Promise<ItemImportId> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const profile = await requireProfileInForce(w, input.profileId)
    const title = `Imported files: ${profile.title}`
    const source = await openHandedSource(w, {
      kind: 'import',
      key: profile.id,
      title,
      siteUrl: null,
      publisher: { domain: `import:${profile.id}`, name: title, kind: 'source' },
      profileId: profile.id,
    })
    const id = newId(itemImportIdSchema)
    await w.tx
      .insertInto('itemImport')
      .values({
        id,
        name: input.name,
        profileId: profile.id,
        sourceId: source.id,
        plan: JSON.stringify(input.plan),
        bytes: input.bytes,
        startedBy: actorReference(by.actor),
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .execute()
    const details = { name: input.name, bytes: input.bytes, profileId: profile.id, mapping: input.plan.rules.mapping }
    await w.audit({ action: 'begun', noun: 'item_import', objectId: id, details })
    await w.live({ noun: 'item_import', id, version: 1 })
    return id
  })
}
