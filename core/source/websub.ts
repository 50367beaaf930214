/** How a subscription to a feed's hub stands. `refused` is the hub's word; `ended` is ours. */
export const WEBSUB_STATES = ['wanted', 'asked', 'active', 'ending', 'ended', 'refused'] as const
export type WebsubState = (typeof WEBSUB_STATES)[number]

/** A feed that announces its news through a hub: where to subscribe, and what to. */
export type FeedHub = { hubUrl: string; topicUrl: string }

/** What is wrong with a hub that signs by SHA-1, for the operator. */
export const WEAK_PUSH_PROBLEM =
  'The hub signs what it pushes with SHA-1, which is not accepted. Its pushes are ignored; the feed is fetched by its rhythm.'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Longer leases are taken for this long: a hub that forgot us would be noticed late. */
export const MAX_LEASE_MS = 14 * DAY_MS
/** How often a source is polled although its news is pushed: hubs lose deliveries. */
export const BACK_UP_POLL_MS = DAY_MS
const MAX_BACK_OFF_MS = DAY_MS

/** When to renew a lease: a tenth of it before its end, at least an hour. */
export function renewalOf(leaseMs: number): number {
  return Math.max(HOUR_MS / 2, leaseMs - Math.max(HOUR_MS, leaseMs / 10))
}

/** How long to wait before the hub is asked again after so many attempts without an answer. */
export function websubBackOffMs(attempts: number): number {
  return Math.min(MAX_BACK_OFF_MS, HOUR_MS * 2 ** Math.min(10, Math.max(0, attempts - 1)))
}

/**
 * When a source whose news is pushed is polled next: as its back-up poll a day later, but not after its pushes end.
 * @param dueAtMs when it would be polled otherwise
 */
export function backUpPollMs(dueAtMs: number, pushedUntilMs: number | null, nowMs: number): number {
  if (pushedUntilMs === null || pushedUntilMs <= nowMs) return dueAtMs
  return Math.max(dueAtMs, Math.min(nowMs + BACK_UP_POLL_MS, pushedUntilMs))
}
