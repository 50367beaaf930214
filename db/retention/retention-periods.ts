import {
  type ChangeRetention,
  longestPeriod,
  readPeriods,
  type RetentionPeriods,
} from '@hub/core/retention/retention-classes.ts'

import type { Db, Reader, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { RETENTION_SETTING } from '../profile/longest-profile-days.ts'
import { lockSetting, readSetting, saveSetting } from '../starter/hub-setting.ts'
import { write, type WriteBy } from '../write.ts'

/** The periods in force. */
export async function readRetentionPeriods(db: Reader): Promise<RetentionPeriods> {
  return readPeriods(await readSetting(db, RETENTION_SETTING))
}

/** Sets one period, with the reason. It counts from the next run on. */
export async function changeRetention(db: Db | Tx, by: WriteBy, input: ChangeRetention): Promise<RetentionPeriods> {
  return write(db, by, async (w) => {
    await w.require('retention.change')
    const { period, days, reason } = input
    const longest = longestPeriod(period)
    if (days > longest)
      throw new Conflict('period_too_long', `This period may be ${longest} days at most. Write fewer days.`)
    const periods = readPeriods(await lockSetting(w.tx, RETENTION_SETTING))
    if (periods[period] === days) {
      w.unchanged()
      return periods
    }
    const changed = { ...periods, [period]: days }
    await saveSetting(w.tx, RETENTION_SETTING, changed, by.now)
    const details = { period, was: periods[period], is: days, reason }
    await w.audit({ action: 'changed', noun: 'retention', objectId: period, details })
    await w.live({ noun: 'retention', id: period, version: 1 })
    return changed
  })
}
