import { type AllowList, parseAllowList } from '@hub/core/source/allow-list.ts'
import type { Env } from '@hub/config/env.ts'
import type { Db } from '@hub/db/connect.ts'
import { lockSetting, saveSetting } from '@hub/db/starter/hub-setting.ts'

const SETTING = 'allowed_hosts'

/** Keeps what the running hub was started with, so that a command beside it need not be told again. */
export async function rememberAllowedHosts(db: Db, env: Env, now: Date): Promise<void> {
  await db.transaction().execute((tx) => saveSetting(tx, SETTING, { text: env.allowHosts }, now))
}

/** The hosts a command may reach: its own HUB_ALLOW_HOSTS, otherwise what the hub was last started with. */
export async function allowedHosts(db: Db, env: Env): Promise<AllowList> {
  if (env.allowHosts !== '') return env.allowList
  const kept = await db.transaction().execute((tx) => lockSetting(tx, SETTING))
  return typeof kept?.['text'] === 'string' ? parseAllowList(kept['text']).allowList : env.allowList
}
