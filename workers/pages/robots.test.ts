import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { describe, expect, test } from 'vitest'

import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import { createRobots } from './robots.ts'

const politeness = { run: <Result>(_: string, request: () => Promise<Result>) => request() }

function harness(answer: Partial<{ body: string; status: number; code: 'http_error' | 'timed_out' | 'too_large' }>) {
  const asked: string[] = []
  let now = 0
  const fetch = async (url: string): Promise<FetchOutcome> => {
    asked.push(url)
    const base = { finalUrl: url, hops: [] }
    if (answer.body === undefined) {
      const { code = 'http_error', status = null } = answer
      return { kind: 'failed', code, status, retryAfterMs: null, message: 'It did not answer.', ...base }
    }
    const body = Buffer.from(answer.body)
    const plain = { etag: null, lastModified: null, maxAgeMs: null, linkHeader: null, contentType: 'text/plain' }
    return { kind: 'fetched', status: 200, body, bodyHash: '', ...plain, ...base }
  }
  const fetcher = { fetch, fetchFeed: fetch, close: async () => undefined }
  const robots = createRobots({ fetcher, allowList: EMPTY_ALLOW_LIST, nowMs: () => now })
  const judge = async (url: string) => (await robots.judge(url, politeness))?.code ?? 'allowed'
  return { asked, judge, robots, pass: (ms: number) => (now += ms) }
}

describe("a site's robots.txt", () => {
  test('binds the hub by its own name, else as everybody', async () => {
    const own = harness({ body: 'User-agent: *\nAllow: /\nUser-agent: dismis-hub\nDisallow: /private' })
    expect(await own.judge('https://a.example/private/1')).toBe('robots')
    expect(await own.judge('https://a.example/public')).toBe('allowed')
    const all = harness({ body: 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /x' })
    expect([await all.judge('https://a.example/a.pdf'), await all.judge('https://a.example/a.pdfs')]).toEqual([
      'robots',
      'allowed',
    ])
  })

  test('is asked once a day for the site, with www. and by both schemes', async () => {
    const { asked, judge, pass } = harness({ body: 'User-agent: *\nDisallow: /x' })
    for (const url of ['https://www.a.example/x', 'http://a.example/x', 'https://a.example/x'])
      expect(await judge(url)).toBe('robots')
    expect(asked).toEqual(['https://www.a.example/robots.txt'])
    pass(24 * 3_600_000 + 1)
    await judge('https://a.example/x')
    expect(asked).toHaveLength(2)
  })

  test.each([
    [{ status: 404 }, 'allowed'],
    [{ status: 403 }, 'allowed'],
    [{ status: 429 }, 'robots_unknown'],
    [{ status: 503 }, 'robots_unknown'],
    [{ code: 'timed_out' as const }, 'robots_unknown'],
    [{ code: 'too_large' as const }, 'allowed'],
    [{ body: '<html>Not found</html>' }, 'allowed'],
  ])('that answers %o means %s', async (answer, verdict) => {
    const { judge, asked, pass } = harness(answer)
    expect(await judge('https://a.example/x')).toBe(verdict)
    if (verdict !== 'robots_unknown') return
    pass(11 * 60_000)
    await judge('https://a.example/x')
    expect(asked).toHaveLength(2)
  })

  test('is recalled without asking', async () => {
    const { robots, asked } = harness({ body: 'User-agent: *\nDisallow: /' })
    expect(await robots.recall('https://a.example/')).toBeNull()
    expect(asked).toEqual([])
  })
})
