import type { POLLED_SOURCE_KINDS } from './source.ts'

/**
 * What an address that a person pasted stands for. `url` is what the collector fetches, `siteUrl` the page a person would
 * open, `title` a first name (null: the feed names itself). Whatever is published by one person is refused in words: the
 * hub watches narratives, never persons.
 */
export type RecognisedAddress =
  | {
      kind: (typeof POLLED_SOURCE_KINDS)[number]
      url: string
      siteUrl: string | null
      title: string | null
      platform: string | null
    }
  | { kind: 'refused'; message: string }

export const ONE_PERSON =
  'This address shows the posts of one account. The hub watches narratives, never persons: use a hashtag, a list of outlets or a feed about the matter.'

/** The query of an address, its parameters in the order given. */
export function queryOf(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+')}`)
    .join('&')
}
