import { actorReference } from '@hub/core/access/actor.ts'
import { may } from '@hub/core/access/permissions.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import type { OpmlResult } from '@hub/core/source/parse-opml.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newRowId } from '../new-id.ts'
import { lockOpenProfile } from '../profile/lock-profile.ts'
import { findStarterProfileId } from '../profile/queries.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { storeEntries } from './store-entries.ts'

export type StartImport = {
  /** What it is called: the file's name or address. */
  name: string
  /** Without one the starter profile names the sources. */
  profileId?: ProfileId | undefined
  /** The file as it came, to be read by a worker, or what was read already. */
  file: { opml: string } | { outline: Pick<OpmlResult, 'entries' | 'refused'> }
}

/**
 * Takes an outline file in. Workers carry it out step by step: its feeds are named in a profile, approved for whoever may
 * approve sources, else proposed. Returns the import's id.
 */
export async function startImport(db: Db | Tx, by: WriteBy, input: StartImport): Promise<string> {
  return write(db, by, async (w) => {
    await w.require('source.propose')
    const profile = await profileOf(w, input.profileId)
    const sourceState = may(by.actor, 'source.manage').allowed ? 'approved' : 'proposed'
    const id = newRowId()
    await w.tx
      .insertInto('sourceImport')
      .values({
        id,
        name: input.name,
        startedBy: actorReference(by.actor),
        startedAt: by.now,
        finishedAt: null,
        profileId: profile.id,
        sourceState,
        opml: 'opml' in input.file ? input.file.opml : null,
        world: by.actor.world,
      })
      .execute()
    if ('outline' in input.file) await storeEntries(w, id, input.file.outline)
    await w.audit({
      action: 'import started',
      noun: 'source',
      objectId: id,
      details: { name: input.name, state: sourceState, profileId: profile.id },
    })
    await w.publish({
      topic: 'import-sources',
      aggregate: 'source_import',
      aggregateId: id,
      aggregateVersion: 1,
      idempotencyKey: `import-sources:${id}`,
    })
    await w.live({ noun: 'source_import', id, version: 0 })
    return id
  })
}

async function profileOf(w: Write, given: ProfileId | undefined): Promise<Row<'watchProfile'>> {
  const id = given ?? (await findStarterProfileId(w.tx))
  if (id === undefined) {
    throw new Conflict(
      'profile_needed',
      'There is no starter profile on this installation. Name the watch profile these sources belong to.',
    )
  }
  return lockOpenProfile(w, id)
}
