import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'

import type { SourceId } from '@hub/core/ids.ts'
import type { FeedHub } from '@hub/core/source/websub.ts'

import type { Db } from '../connect.ts'
import { newRowId } from '../new-id.ts'
import { write, type WriteBy } from '../write.ts'

/**
 * Notes that a source's feed names a hub, so that it is subscribed to. Another hub or topic than before replaces the
 * subscription with a new callback and secret; an ended one begins anew. Returns whether anything changed.
 */
export async function noteHub(db: Db, by: WriteBy, sourceId: SourceId, hub: FeedHub): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const token = randomBytes(24).toString('base64url')
    const secret = randomBytes(32).toString('hex')
    const { rows } = await sql<{ id: string }>`
      insert into websub_subscription as s (id, source_id, hub_url, topic_url, token, secret, next_attempt_at, world, created_at, updated_at)
      values (${newRowId()}, ${sourceId}, ${hub.hubUrl}, ${hub.topicUrl}, ${token}, ${secret}, ${by.now}, ${by.actor.world}, ${by.now}, ${by.now})
      on conflict (source_id) do update set hub_url = excluded.hub_url, topic_url = excluded.topic_url, token = excluded.token,
        secret = excluded.secret, state = 'wanted', attempts = 0, problem = null, lease_ends_at = null,
        next_attempt_at = excluded.next_attempt_at, row_version = s.row_version + 1, updated_at = excluded.updated_at
      where s.hub_url <> excluded.hub_url or s.topic_url <> excluded.topic_url or s.state in ('ended', 'ending')
      returning s.id`.execute(w.tx)
    if (rows.length === 0) {
      w.unchanged()
      return false
    }
    await w.audit({ action: 'hub.note', noun: 'source', objectId: sourceId, details: { ...hub } })
    return true
  })
}
