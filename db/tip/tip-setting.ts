import type { Reader, Tx } from '../connect.ts'
import { readSetting } from '../starter/hub-setting.ts'

/** Where the switch of the public form stands among the hub's settings. */
export const TIP_SETTING = 'tips'

/** Whether the public form takes tips. It is closed until an administrator opens it. */
export async function isTipFormOpen(db: Reader | Tx): Promise<boolean> {
  const setting = await readSetting(db, TIP_SETTING)
  return setting?.['isOpen'] === true
}
