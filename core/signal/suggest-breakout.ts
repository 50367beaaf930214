import type { SourceKind } from '../source/source.ts'
import type { CountedBreakout } from './signal.ts'

/** The platform a source belongs to: a social one by its name, everything that is published on the open web together. */
export function platformOf(kind: SourceKind): string {
  return kind === 'mastodon' || kind === 'bluesky' ? kind : 'web'
}

/**
 * The category of the Breakout Scale (Nimmo, Brookings 2020) that can be counted: 1 is one platform and one community, 2
 * several of either, 3 several of both. Communities are those operators have named. A suggestion: what it means is a person's to say, and 4 to 6 are never
 * suggested.
 */
export function suggestBreakout(platforms: ReadonlySet<string>, communities: ReadonlySet<string>): CountedBreakout {
  const crossed = Number(platforms.size > 1) + Number(communities.size > 1)
  return crossed === 2 ? 3 : crossed === 1 ? 2 : 1
}
