import type { Db, Tx } from '../connect.ts'
import { lockSetting, saveSetting } from '../starter/hub-setting.ts'
import { write, type WriteBy } from '../write.ts'
import { TIP_SETTING } from './tip-setting.ts'

/** Opens or closes the public form. */
export async function switchTipForm(db: Db | Tx, by: WriteBy, isOpen: boolean): Promise<{ isOpen: boolean }> {
  return write(db, by, async (w) => {
    await w.require('tip.open')
    const was = (await lockSetting(w.tx, TIP_SETTING))?.['isOpen'] === true
    if (was === isOpen) {
      w.unchanged()
      return { isOpen }
    }
    await saveSetting(w.tx, TIP_SETTING, { isOpen }, by.now)
    await w.audit({
      action: isOpen ? 'opened' : 'closed',
      noun: 'tip_form',
      objectId: TIP_SETTING,
      details: { was, is: isOpen },
    })
    await w.live({ noun: 'tip', id: TIP_SETTING, version: 1 })
    return { isOpen }
  })
}
