import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { WebsubState } from '@hub/core/source/websub.ts'

import type { Db } from '../connect.ts'

/** A subscription whose hub is to be asked now. */
export type DueSubscription = {
  id: string
  hubUrl: string
  topicUrl: string
  token: string
  secret: string
  state: WebsubState
  attempts: number
}

/** Who claims has this long to ask; after it another worker does. */
const CLAIM_MS = 10 * 60_000

/**
 * Claims subscriptions whose hub is to be asked: new ones, those whose lease ends soon, and those to be given up because their
 * source is no longer collected. A row is due again once its claim has run out.
 */
export async function claimSubscriptions(
  db: Db,
  input: { world: World; now: Date; limit: number },
): Promise<DueSubscription[]> {
  const { world, now, limit } = input
  await sql`
    update websub_subscription w set state = 'ending', attempts = 0, next_attempt_at = ${now}, updated_at = ${now}
    where w.world = ${world} and w.state in ('wanted', 'asked', 'active') and not exists (
      select 1 from source s join watch_profile_source ps on ps.source_id = s.id join watch_profile p on p.id = ps.profile_id
      where s.id = w.source_id and s.state = 'approved' and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now})`.execute(
    db,
  )
  const { rows } = await sql<DueSubscription>`
    with due as (
      select id from websub_subscription
      where world = ${world} and next_attempt_at <= ${now} and state in ('wanted', 'asked', 'active', 'ending')
      order by next_attempt_at limit ${limit} for update skip locked
    )
    update websub_subscription w set next_attempt_at = ${new Date(now.getTime() + CLAIM_MS)}, attempts = w.attempts + 1
    from due where w.id = due.id
    returning w.id, w.hub_url, w.topic_url, w.token, w.secret, w.state, w.attempts`.execute(db)
  return rows
}
