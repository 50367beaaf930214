import { BLUESKY_API } from '@hub/core/source/recognise-bluesky.ts'
import { z } from 'zod'

import type { FeedFetcher } from './fetch-feed.ts'
import type { FetchOutcome } from './fetch-outcome.ts'

const resolvedSchema = z.object({ did: z.string().regex(/^did:[a-z]+:[\w.:%-]+$/) })
const NAMED_BY_HANDLE = /^at:\/\/(?!did:)([^/]+)\//
const REMEMBERED_MAX = 1000

/**
 * A fetcher that also takes Bluesky lists and custom feeds named by their maker's handle, as people copy them: the platform's
 * methods want the permanent identifier, which `com.atproto.identity.resolveHandle` gives without an account
 * (https://docs.bsky.app/docs/api/com-atproto-identity-resolve-handle). Answers are remembered while the process runs, and
 * asked for anew when the platform no longer knows what they name.
 */
export function resolveHandles(fetcher: FeedFetcher): FeedFetcher {
  const known = new Map<string, string>()
  return {
    ...fetcher,
    async fetchFeed(url, validators, signal) {
      const named = findHandle(url)
      if (named === null) return fetcher.fetchFeed(url, validators, signal)
      const remembered = known.get(named.handle)
      const did = remembered ?? (await askForDid(fetcher, named.handle, signal))
      if (typeof did !== 'string') return did
      if (known.size >= REMEMBERED_MAX) known.clear()
      known.set(named.handle, did)
      const outcome = await fetcher.fetchFeed(named.withDid(did), validators, signal)
      if (outcome.kind === 'failed' && (outcome.status === 400 || outcome.status === 404)) known.delete(named.handle)
      return outcome
    },
  }
}

function findHandle(address: string): { handle: string; withDid(did: string): string } | null {
  if (!address.startsWith(`${BLUESKY_API}/`)) return null
  const url = new URL(address)
  for (const name of ['list', 'feed']) {
    const uri = url.searchParams.get(name) ?? ''
    const handle = NAMED_BY_HANDLE.exec(uri)?.[1]
    if (handle === undefined) continue
    return {
      handle,
      withDid(did) {
        url.searchParams.set(name, uri.replace(`at://${handle}/`, `at://${did}/`))
        return url.href
      },
    }
  }
  return null
}

async function askForDid(fetcher: FeedFetcher, handle: string, signal?: AbortSignal): Promise<string | FetchOutcome> {
  const address = `${BLUESKY_API}/xrpc/com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`
  const outcome = await fetcher.fetchFeed(address, null, signal)
  if (outcome.kind === 'failed') {
    if (outcome.status !== 400) return outcome
    return { ...outcome, message: `Bluesky knows nobody called “${handle}” (any more). Check the address.` }
  }
  const { finalUrl, hops } = outcome
  const read = outcome.kind === 'fetched' ? resolvedSchema.safeParse(readJson(outcome.body)) : undefined
  if (read?.success) return read.data.did
  const message = `Bluesky did not say who “${handle}” is. The hub tries again by itself.`
  return { kind: 'failed', code: 'http_error', status: null, retryAfterMs: null, message, finalUrl, hops }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
