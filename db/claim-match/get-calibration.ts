import type { Scope } from '@hub/core/access/scope.ts'
import type { MatchCalibrationView } from '@hub/core/match/match-view.ts'

import type { Reader } from '../connect.ts'

/** What the chances of a world's suggestions rest on. */
export async function getCalibration(db: Reader, { world }: Scope): Promise<MatchCalibrationView> {
  const stored = await db.selectFrom('matchCalibration').selectAll().where('world', '=', world).executeTakeFirst()
  const { accepted = 0, refused = 0, correction = null, fittedAt } = stored ?? {}
  return { accepted, refused, fittedAt: correction === null ? null : (fittedAt?.toISOString() ?? null) }
}
