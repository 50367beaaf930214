import { actorReference } from '@hub/core/access/actor.ts'
import { API_KEY_LIFE_DAYS_MAX, type IssueApiKey } from '@hub/core/access/api-key.ts'
import { apiKeyIdSchema } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { openHandedSource } from '../intake/open-handed-source.ts'
import { requireProfileInForce } from '../intake/require-profile-in-force.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

const DAY_MS = 86_400_000

/**
 * Makes an API key with a source of its own, named in a watch profile in force. The caller made the secret: only its hash
 * and how it begins come here.
 */
export async function issueApiKey(
  db: Db | Tx,
  by: WriteBy,
  input: IssueApiKey & { secretHash: string; hint: string },
): Promise<Row<'apiKey'>> {
  return write(db, by, async (w) => {
    await w.require('api_key.issue')
    const expiresAt = new Date(input.expiresAt)
    if (expiresAt <= by.now) throw new Conflict('key_ended', 'The key would have run out already. Choose a later day.')
    if (expiresAt.getTime() > by.now.getTime() + API_KEY_LIFE_DAYS_MAX * DAY_MS)
      throw new Conflict('key_too_long', 'A key lasts two years at most. Choose an earlier day.')
    const profile = await requireProfileInForce(w, input.profileId)
    const id = newId(apiKeyIdSchema)
    const source = await openHandedSource(w, {
      kind: 'api',
      key: `api:${id}`,
      title: input.name,
      siteUrl: null,
      publisher: { domain: `api:${id}`, name: input.publisherName ?? input.name, kind: 'source' },
      profileId: profile.id,
    })
    const key = await w.tx
      .insertInto('apiKey')
      .values({
        id,
        name: input.name,
        hint: input.hint,
        secretHash: input.secretHash,
        scope: input.scope,
        profileId: profile.id,
        sourceId: source.id,
        madeBy: actorReference(by.actor),
        expiresAt,
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { name: key.name, scope: key.scope, profileId: profile.id, expiresAt: expiresAt.toISOString() }
    await w.audit({ action: 'issued', noun: 'api_key', objectId: key.id, details })
    await w.live({ noun: 'api_key', id: key.id, version: key.rowVersion })
    return key
  })
}
