import { claimSubscriptions, type DueSubscription } from '@hub/db/websub/claim-subscriptions.ts'
import { finishAttempt } from '@hub/db/websub/finish-attempt.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { MAX_LEASE_MS } from '@hub/core/source/websub.ts'

import type { PageDesk } from '../pages/page-desk.ts'
import type { StageDeps } from '../stage-deps.ts'

export type SubscribeDeps = StageDeps & {
  desk: Pick<PageDesk, 'tools' | 'signal'>
  /** Where hubs reach us; null keeps WebSub off. */
  callbackBase: string | null
  clock: () => Date
}

const AT_ONCE = 16

/**
 * Asks hubs to push the news of feeds that name them, renews leases before they end and gives up those of sources no longer
 * collected, after the W3C recommendation WebSub (https://www.w3.org/TR/websub/ §5). Returns how many hubs were asked.
 */
export async function subscribeHubs(deps: SubscribeDeps): Promise<{ asked: number }> {
  if (deps.callbackBase === null) return { asked: 0 }
  const { db, world, clock } = deps
  const due = await claimSubscriptions(db, { world, now: clock(), limit: AT_ONCE })
  const callback = deps.callbackBase
  await Promise.all(due.map((subscription) => ask(deps, callback, subscription)))
  return { asked: due.length }
}

async function ask(deps: SubscribeDeps, base: string, due: DueSubscription): Promise<void> {
  const { fetcher, politeness } = deps.desk.tools
  const { signal } = deps.desk
  const form = {
    'hub.callback': base + due.token,
    'hub.mode': due.state === 'ending' ? 'unsubscribe' : 'subscribe',
    'hub.topic': due.topicUrl,
    ...(due.state === 'ending' ? {} : { 'hub.lease_seconds': String(MAX_LEASE_MS / 1000), 'hub.secret': due.secret }),
  }
  const request = { form, accept: '*/*', maxBytes: 64 * 1024, signal }
  const answer = await politeness.run(due.hubUrl, () => fetcher.fetch(due.hubUrl, request), signal)
  if (signal.aborted) return
  const problem = answer.kind === 'failed' ? answer.message : null
  await finishAttempt(deps.db, byStage('subscribe-hubs', deps.world, deps.clock()), due, problem)
}
