import type { Scope } from '@hub/core/access/scope.ts'
import type { Situation } from '@hub/core/situation/situation-view.ts'
import { ENDING_SOON_DAYS } from '@hub/core/source/profile-period.ts'

import type { Reader } from '../connect.ts'

const SHOWN = 8

/** The approved profiles that end within a week, soonest first; nothing for those who do not decide on profiles. */
export async function listEndingProfiles(
  db: Reader,
  scope: Scope | undefined,
  now: Date,
): Promise<Situation['profilesEnding']> {
  if (!scope) return []
  const rows = await db
    .selectFrom('watchProfile')
    .select(['id', 'title', 'endsAt', 'extensionEndsAt'])
    .where('world', '=', scope.world)
    .where('state', '=', 'approved')
    .where('endsAt', '>', now)
    .where('endsAt', '<=', new Date(now.getTime() + Math.max(...ENDING_SOON_DAYS) * 86_400_000))
    .orderBy('endsAt')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  return rows.map(({ id, title, endsAt, extensionEndsAt }) => ({
    id,
    title,
    endsAt: endsAt.toISOString(),
    isExtensionAsked: extensionEndsAt !== null,
  }))
}
