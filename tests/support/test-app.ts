import { pino } from 'pino'

import type { ApiDeps } from '@hub/api/api-deps.ts'
import { createApp } from '@hub/api/app.ts'
import { createAuth } from '@hub/api/auth.ts'
import { createLiveChanges } from '@hub/api/live-changes.ts'
import { migrateAuth } from '@hub/api/migrate-auth.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'

import type { TestDatabase } from './test-database.ts'

export type TestApp = { app: ReturnType<typeof createApp>; deps: ApiDeps; close(): Promise<void> }

const ORIGIN = 'http://hub.test'

/** The HTTP door on a test database, to be asked with `app.request()`. The clock stands until `options.clock` moves it. */
export async function createTestApp(
  database: TestDatabase,
  options: Partial<Pick<ApiDeps, 'clock' | 'allowList' | 'chatModel' | 'webRoot' | 'log'>> = {},
): Promise<TestApp> {
  await migrateAuth(database.ownerConfig, database.appConfig.user ?? '')
  const clock = options.clock ?? (() => new Date('2026-11-22T09:00:00Z'))
  const auth = createAuth(database.db, {
    pool: { ...database.appConfig, max: 3 },
    secret: 'only-for-tests-4qH8vN2xWc7Rk5Lp9Zt3',
    publicUrl: ORIGIN,
    trustedOrigins: [ORIGIN],
    clock,
  })
  const deps: ApiDeps = {
    db: database.db,
    auth,
    publicUrl: ORIGIN,
    trustedOrigins: [ORIGIN],
    clock,
    liveChanges: createLiveChanges('test'),
    allowList: options.allowList ?? EMPTY_ALLOW_LIST,
    chatModel: options.chatModel,
    webRoot: options.webRoot,
    log: options.log ?? pino({ level: 'error' }),
    version: 'test',
  }
  return { app: createApp(deps), deps, close: () => auth.close() }
}
