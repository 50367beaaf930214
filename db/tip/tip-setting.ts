import type { Reader, Tx } from '../connect.ts'

/** Where the switch of the public form stands among the hub's settings. */
export const TIP_SETTING = 'tips'

/** Whether the public form takes tips. It is closed until an administrator opens it. */
export async function isTipFormOpen(db: Reader | Tx): Promise<boolean> {
  const row = await db.selectFrom('hubSetting').select('value').where('key', '=', TIP_SETTING).executeTakeFirst()
  return row?.value['isOpen'] === true
}
