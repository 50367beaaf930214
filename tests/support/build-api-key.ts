import { createApiKeySecret } from '@hub/api/api-key-secret.ts'
import type { IssueApiKey } from '@hub/core/access/api-key.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { issueApiKey } from '@hub/db/api-key/issue-api-key.ts'
import type { Db } from '@hub/db/connect.ts'
import type { Row } from '@hub/db/schema.ts'

import { TEST_NOW } from './build-people.ts'
import { buildProfile } from './build-watch.ts'

/** An API key under a watch profile in force, and its secret. */
export async function buildApiKey(
  db: Db,
  given: Partial<IssueApiKey> = {},
): Promise<{ key: Row<'apiKey'>; secret: string }> {
  const { secret, hash, hint } = createApiKeySecret()
  const key = await issueApiKey(
    db,
    { actor: { kind: 'operator', name: 'test', world: LIVE_WORLD }, now: TEST_NOW },
    {
      name: 'Newsroom desk',
      scope: 'ingest',
      profileId: given.profileId ?? (await buildProfile(db, [])).id,
      expiresAt: new Date(TEST_NOW.getTime() + 30 * 86_400_000).toISOString(),
      ...given,
      secretHash: hash,
      hint,
    },
  )
  return { key, secret }
}
