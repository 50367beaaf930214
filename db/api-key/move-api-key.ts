import { API_KEY_TRANSITIONS, type ApiKeyMove } from '@hub/core/access/api-key.ts'
import type { ApiKeyId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/** Suspends, resumes or revokes a key; what it brought in stays. Moving it to where it stands changes nothing. */
export async function moveApiKey(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ApiKeyId; move: ApiKeyMove; reason?: string | undefined },
): Promise<Row<'apiKey'>> {
  return write(db, by, async (w) => {
    // Opening a door again is deciding anew that what comes through it is collected.
    await w.require(input.move === 'resume' ? 'api_key.issue' : 'api_key.stop')
    const key = await w.tx
      .selectFrom('apiKey')
      .selectAll()
      .where('id', '=', input.id)
      .where('world', '=', by.actor.world)
      .forUpdate()
      .executeTakeFirst()
    if (!key) throw new NotFound('api key')
    const { from, to } = API_KEY_TRANSITIONS[input.move]
    if (key.state === to) {
      w.unchanged()
      return key
    }
    if (!from.includes(key.state))
      throw new Conflict('key_not_movable', 'This key was revoked, which is for good. Make another one.', key.state)
    const stoppedReason = to === 'active' ? null : (input.reason ?? null)
    const moved = await w.tx
      .updateTable('apiKey')
      .set({ state: to, stoppedReason, rowVersion: key.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', key.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { name: key.name, reason: input.reason ?? null }
    await w.audit({ action: DONE[input.move], noun: 'api_key', objectId: key.id, details })
    await w.live({ noun: 'api_key', id: key.id, version: moved.rowVersion })
    return moved
  })
}

const DONE: Record<ApiKeyMove, string> = { suspend: 'suspended', resume: 'resumed', revoke: 'revoked' }
