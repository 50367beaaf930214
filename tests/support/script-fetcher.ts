import type { CollectorOptions } from '@hub/workers/poll/collector.ts'
import type { FetchOutcome } from '@hub/workers/collect/fetch-outcome.ts'

type Fetcher = NonNullable<CollectorOptions['fetcher']>
export type Request = { url: string; validators: Parameters<Fetcher['fetchFeed']>[1] }

/** A network of the test's own: `answer` says what an address gives, and every request is kept. */
export function scriptFetcher(answer: (url: string) => FetchOutcome): { fetcher: Fetcher; requests: Request[] } {
  const requests: Request[] = []
  return {
    requests,
    fetcher: {
      fetchFeed: async (url, validators) => {
        requests.push({ url, validators })
        return answer(url)
      },
      fetch: async (url) => {
        requests.push({ url, validators: null })
        return answer(url)
      },
      close: async () => {},
    },
  }
}

/** An RSS feed with one entry for each title. */
export function gives(url: string, titles: readonly string[], given: Partial<FetchOutcome> = {}): FetchOutcome {
  const items = titles.map(
    (title) =>
      `<item><guid isPermaLink="false">${title}</guid><title>${title}</title><link>${url}/${title.length}</link></item>`,
  )
  const body = Buffer.from(`<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`)
  const fetched: FetchOutcome = {
    kind: 'fetched',
    status: 200,
    body,
    contentType: 'application/rss+xml',
    linkHeader: null,
    etag: 'W/"a, b"',
    lastModified: 'Tue, 24 Nov 2026 08:00:00 +0000',
    maxAgeMs: null,
    bodyHash: titles.join(),
    finalUrl: url,
    hops: [],
  }
  return Object.assign(fetched, given)
}

/** The site says that nothing changed. */
export function givesNothingNew(url: string, hops: FetchOutcome['hops'] = []): FetchOutcome {
  const kept = { etag: null, lastModified: null, maxAgeMs: null }
  return { kind: 'not_modified', status: 304, ...kept, finalUrl: hops.at(-1)?.to ?? url, hops }
}

/** The site answers with an error. */
export function refuses(url: string, status: number, retryAfterMs: number | null = null): FetchOutcome {
  const message = `${new URL(url).hostname} answered ${status}.`
  return { kind: 'failed', code: 'http_error', status, retryAfterMs, message, finalUrl: url, hops: [] }
}
