import type { ProfileId } from '@hub/core/ids.ts'

import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** The watch profile, locked until the transaction ends. */
export async function lockProfile(w: Write, id: ProfileId): Promise<Row<'watchProfile'>> {
  const profile = await w.tx
    .selectFrom('watchProfile')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!profile) throw new NotFound('watch profile')
  return profile
}

/** The same for a profile that may still get sources: not one that was withdrawn. */
export async function lockOpenProfile(w: Write, id: ProfileId): Promise<Row<'watchProfile'>> {
  const profile = await lockProfile(w, id)
  if (profile.state === 'withdrawn') {
    throw new Conflict('profile_withdrawn', `The watch profile “${profile.title}” was withdrawn. Choose another.`)
  }
  return profile
}
