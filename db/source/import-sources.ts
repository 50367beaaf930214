import { actorReference } from '@hub/core/access/actor.ts'
import { may } from '@hub/core/access/permissions.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'
import type { ImportReport } from '@hub/core/source/source-view.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newRowId } from '../new-id.ts'
import { lockOpenProfile } from '../profile/lock-profile.ts'
import { findStarterProfileId } from '../profile/queries.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { insertSources, type NewSource } from './insert-sources.ts'

export type ImportSources = {
  /** What the report is called: the file's name or address. */
  name: string
  entries: readonly NewSource[]
  /** Lines that were not taken, with why; they stand in the report as they are. */
  refused: ImportReport['refused']
  /** Without one the starter profile names the sources. */
  profileId?: ProfileId | undefined
  allowList: AllowList
}

/**
 * Adds the feeds of an outline file and names them in a profile: approved for whoever may approve sources, else
 * proposed. One transaction, one audit entry; importing the same file again adds nothing. Returns the stored report.
 */
export async function importSources(db: Db | Tx, by: WriteBy, input: ImportSources): Promise<ImportReport> {
  return write(db, by, async (w) => {
    await w.require('source.propose')
    const state = may(by.actor, 'source.manage').allowed ? 'approved' : 'proposed'
    const profile = await profileOf(w, input.profileId)
    const { addedIds, presentIds } = await insertSources(w, input.entries, {
      state,
      allowList: input.allowList,
      profileId: profile.id,
    })
    const at = by.now.toISOString()
    const report: ImportReport = {
      id: newRowId(),
      name: input.name,
      profile: { id: profile.id, title: profile.title, inForce: profileStanding(profile, by.now) === 'in_force' },
      found: input.entries.length + input.refused.length,
      added: addedIds.length,
      alreadyThere: presentIds.length,
      refused: [...input.refused],
      startedAt: at,
      finishedAt: at,
    }
    await w.tx
      .insertInto('sourceImport')
      .values({
        id: report.id,
        name: report.name,
        startedBy: actorReference(by.actor),
        startedAt: by.now,
        finishedAt: by.now,
        profileId: profile.id,
        report: JSON.stringify(report),
        world: by.actor.world,
      })
      .execute()
    const { name, found, added, alreadyThere } = report
    const details = { name, found, added, alreadyThere, refused: input.refused.length, state, profileId: profile.id }
    await w.audit({ action: 'imported', noun: 'source', objectId: report.id, details })
    await w.live({ noun: 'source', id: report.id, version: 1 })
    return report
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
