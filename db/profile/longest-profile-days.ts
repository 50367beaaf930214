import { LONGEST_PROFILE_DAYS } from '@hub/core/source/profile-period.ts'

import type { Reader } from '../connect.ts'
import { readSetting } from '../starter/hub-setting.ts'

/** Where the periods an administrator set are kept. */
export const RETENTION_SETTING = 'retention'

/** The longest a watch profile may run before it is decided on again. */
export async function longestProfileDays(db: Reader): Promise<number> {
  const setting = await readSetting(db, RETENTION_SETTING)
  const days = setting?.['longestProfileDays']
  return typeof days === 'number' ? days : LONGEST_PROFILE_DAYS
}
