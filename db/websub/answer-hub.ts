import type { SourceId } from '@hub/core/ids.ts'
import { MAX_LEASE_MS, renewalOf, type WebsubState } from '@hub/core/source/websub.ts'

import type { Db, Reader } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'

export type HeldSubscription = {
  id: string
  sourceId: SourceId
  topicUrl: string
  secret: string
  state: WebsubState
  leaseEndsAt: Date | null
}

/** What a hub says when it asks back whether a subscription was meant (W3C WebSub §5.3). */
export type HubIntent = {
  mode: 'subscribe' | 'unsubscribe' | 'denied'
  topic: string
  leaseSeconds: number | null
  reason: string | null
}

/** The subscription of a callback; undefined when there is none. The token is the callback's whole protection. */
export async function findSubscription(db: Reader, token: string): Promise<HeldSubscription | undefined> {
  return db
    .selectFrom('websubSubscription')
    .select(['id', 'sourceId', 'topicUrl', 'secret', 'state', 'leaseEndsAt'])
    .where('token', '=', token)
    .executeTakeFirst()
}

/** Confirms what the hub asks back, if it is what we asked for. Returns whether it is; asked twice, it says so twice. */
export async function confirmIntent(db: Db, by: WriteBy, held: HeldSubscription, intent: HubIntent): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const current = await w.tx
      .selectFrom('websubSubscription')
      .select(['state', 'topicUrl', 'leaseEndsAt'])
      .where('id', '=', held.id)
      .forUpdate()
      .executeTakeFirst()
    const change = current ? judgeIntent(current, intent, by.now) : null
    if (!current || change === null || current.topicUrl !== intent.topic) {
      w.unchanged()
      return false
    }
    if (change.state === current.state && change.leaseEndsAt?.getTime() === current.leaseEndsAt?.getTime()) {
      w.unchanged()
      return true
    }
    await w.tx
      .updateTable('websubSubscription')
      .set({ ...change, attempts: 0, updatedAt: by.now })
      .where('id', '=', held.id)
      .execute()
    if (change.state !== 'active')
      await w.tx.updateTable('source').set({ pushedUntil: null }).where('id', '=', held.sourceId).execute()
    const details = { leaseEndsAt: change.leaseEndsAt?.toISOString() ?? null, reason: intent.reason }
    await w.audit({ action: `hub.${change.state}`, noun: 'websub_subscription', objectId: held.id, details })
    return true
  })
}

function judgeIntent({ state }: Pick<HeldSubscription, 'state'>, { mode, leaseSeconds, reason }: HubIntent, now: Date) {
  if (mode === 'denied') {
    const problem = `The hub refuses: ${reason ?? 'it does not say why'}.`
    return { state: 'refused' as const, leaseEndsAt: null, nextAttemptAt: null, problem }
  }
  if (mode === 'unsubscribe') {
    if (state !== 'ending' && state !== 'ended') return null
    return { state: 'ended' as const, leaseEndsAt: null, nextAttemptAt: null, problem: null }
  }
  if (state !== 'wanted' && state !== 'asked' && state !== 'active') return null
  const leaseMs = Math.min(MAX_LEASE_MS, Math.max(60_000, (leaseSeconds ?? 0) * 1000 || MAX_LEASE_MS))
  const at = now.getTime()
  return {
    state: 'active' as const,
    leaseEndsAt: new Date(at + leaseMs),
    nextAttemptAt: new Date(at + renewalOf(leaseMs)),
    problem: null,
  }
}
