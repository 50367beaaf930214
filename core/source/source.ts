/** How items come in: fetched by the hub, or handed to it by people and other systems. */
export const SOURCE_KINDS = ['feed', 'mastodon', 'bluesky', 'manual', 'import', 'api', 'tip'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** The kinds the collector polls; the others are filled by whoever hands items in. */
export const POLLED_SOURCE_KINDS = ['feed', 'mastodon', 'bluesky'] as const satisfies readonly SourceKind[]

/** Whether the collector fetches a source of this kind by itself. */
export function isPolledKind(kind: SourceKind): kind is (typeof POLLED_SOURCE_KINDS)[number] {
  return POLLED_SOURCE_KINDS.some((polled) => polled === kind)
}

/** What people decided about a source. `gone` is set when the site says 410 and is reset by editing the address. */
export const SOURCE_STATUSES = ['proposed', 'active', 'paused', 'gone', 'removed'] as const
export type SourceStatus = (typeof SOURCE_STATUSES)[number]

/** How a source is doing, in the order a person should look at them (worst last is not implied). */
export const SOURCE_HEALTH_STATES = [
  'proposed',
  'new',
  'ok',
  'quiet',
  'failing',
  'refused',
  'not_a_feed',
  'gone',
  'paused',
  'waiting_for_profile',
  'retired',
] as const
export type SourceHealthState = (typeof SOURCE_HEALTH_STATES)[number]

/** The states in which a source brings nothing until somebody acts, or its site recovers: what people call failing. */
export const FAILING_STATES = [
  'failing',
  'refused',
  'not_a_feed',
  'gone',
] as const satisfies readonly SourceHealthState[]

/**
 * What a server gave with the last body, to be sent back verbatim. `finalUrl` is the address that gave it after
 * redirects: the values mean nothing to any other. All null when the source's address is edited.
 */
export type SourceValidators = { etag: string | null; lastModified: string | null; finalUrl: string | null }
