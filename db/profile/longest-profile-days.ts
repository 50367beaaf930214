import { LONGEST_PROFILE_DAYS } from '@hub/core/source/profile-period.ts'

import type { Reader } from '../connect.ts'

/** Where the periods an administrator set are kept. */
export const RETENTION_SETTING = 'retention'

/** The longest a watch profile may run before it is decided on again. */
export async function longestProfileDays(db: Reader): Promise<number> {
  const row = await db.selectFrom('hubSetting').select('value').where('key', '=', RETENTION_SETTING).executeTakeFirst()
  const days = row?.value['longestProfileDays']
  return typeof days === 'number' ? days : LONGEST_PROFILE_DAYS
}
