import { lookup as systemLookup, Resolver } from 'node:dns/promises'

export type ResolvedAddress = { address: string; family: 4 | 6 }
export type HostResolver = { resolve(host: string): Promise<ResolvedAddress[]> }
/** One look-up without a cache; rejects with the system's own error when the name is unknown. */
export type AskHost = (host: string) => Promise<{ addresses: ResolvedAddress[]; ttlMs: number }>

type CacheEntry = { expiresAtMs: number; answer: Promise<ResolvedAddress[]> }

const MIN_TTL_MS = 5_000
const MAX_TTL_MS = 10 * 60_000
const FAILURE_TTL_MS = 15_000
const MAX_ENTRIES = 20_000

/**
 * Resolves host names with a cache that keeps to the records' time to live, between five seconds and ten minutes; a
 * failure is remembered for fifteen seconds. Questions for a name under way share one look-up.
 * @param nowMs the clock the cache goes by
 */
export function createHostResolver(nowMs: () => number, ask: AskHost = createNetworkAsk()): HostResolver {
  const cache = new Map<string, CacheEntry>()
  return {
    resolve(host) {
      const known = cache.get(host)
      if (known !== undefined && known.expiresAtMs > nowMs()) return known.answer
      if (cache.size >= MAX_ENTRIES) cache.clear()
      const entry: CacheEntry = { expiresAtMs: nowMs() + MAX_TTL_MS, answer: Promise.resolve([]) }
      entry.answer = ask(host).then(
        ({ addresses, ttlMs }) => {
          entry.expiresAtMs = nowMs() + Math.min(MAX_TTL_MS, Math.max(MIN_TTL_MS, ttlMs))
          return addresses
        },
        (error: unknown) => {
          entry.expiresAtMs = nowMs() + FAILURE_TTL_MS
          throw error
        },
      )
      cache.set(host, entry)
      return entry.answer
    },
  }
}

/** Asks name servers directly: `dns.lookup` shares four threads with decompression, so it only serves names of the hosts file. */
function createNetworkAsk(): AskHost {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  return async (host) => {
    const [four, six] = await Promise.allSettled([
      resolver.resolve4(host, { ttl: true }),
      resolver.resolve6(host, { ttl: true }),
    ])
    const records = [
      ...(four.status === 'fulfilled' ? four.value.map((record) => ({ ...record, family: 4 as const })) : []),
      ...(six.status === 'fulfilled' ? six.value.map((record) => ({ ...record, family: 6 as const })) : []),
    ]
    if (records.length > 0) {
      return {
        addresses: records.map(({ address, family }) => ({ address, family })),
        ttlMs: Math.min(...records.map((record) => record.ttl)) * 1000,
      }
    }
    const found = await systemLookup(host, { all: true })
    return {
      addresses: found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
      ttlMs: MIN_TTL_MS,
    }
  }
}
