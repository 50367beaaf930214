import { parseHttpUrl } from '../item/canonical-url.ts'
import { recogniseBluesky } from './recognise-bluesky.ts'
import { recogniseMastodon } from './recognise-mastodon.ts'
import type { RecognisedAddress } from './recognised-address.ts'

/** Tells a hashtag, list, search or custom feed of a social platform from an ordinary feed. Pure: nothing is fetched. */
export function recogniseAddress(written: string): RecognisedAddress {
  const trimmed = written.trim()
  const url = parseHttpUrl(trimmed)
  const found = recogniseBluesky(trimmed, url) ?? (url === null ? null : recogniseMastodon(url))
  return found ?? { kind: 'feed', url: trimmed, siteUrl: null, title: null, platform: null }
}
