import { describe, expect, test } from 'vitest'

import { listAllowedGaps, parseAllowList } from './allow-list.ts'
import { findSite, findSiteTurn, POLITE_GAP_MS } from './site.ts'
import { RETRY_AFTER_CAP_MS, sayCappedRest, siteRestMs } from './site-rest.ts'

const DAY_MS = 86_400_000

describe('findSite', () => {
  test.each([
    ['https://news.paper.co.uk/feed', 'news.paper.co.uk', 'paper.co.uk'],
    ['https://one.github.io/feed', 'one.github.io', 'one.github.io'],
    ['http://10.0.0.7:8080/feed', '10.0.0.7', '10.0.0.7'],
    ['http://[fd00::1]/feed', 'fd00::1', 'fd00::1'],
    ['http://intranet/feed', 'intranet', 'intranet'],
    ['https://Paper.Example./feed', 'paper.example', 'paper.example'],
    ['no address', 'no address', 'no address'],
  ])('%s', (url, host, site) => expect(findSite(url)).toEqual({ host, site }))
})

test("an operator's gap gives a host turns of its own; an entry without one changes nothing", () => {
  const { allowList } = parseAllowList(
    'a.paper.example;gap=0,b.paper.example;interval=5m,10.1.0.0/16,10.0.0.0/8;gap=1s',
  )
  expect(findSiteTurn('https://a.paper.example/', allowList)).toEqual({ key: 'a.paper.example', gapMs: 0 })
  expect(findSiteTurn('https://b.paper.example/', allowList)).toEqual({ key: 'paper.example', gapMs: POLITE_GAP_MS })
  expect(findSiteTurn('http://10.1.2.3/', allowList)).toEqual({ key: '10.1.2.3', gapMs: POLITE_GAP_MS })
  expect(findSiteTurn('http://10.2.2.3/', allowList)).toEqual({ key: '10.2.2.3', gapMs: 1_000 })
  expect(listAllowedGaps(allowList)).toEqual({
    hosts: [
      { host: 'a.paper.example', gapMs: 0 },
      { host: 'b.paper.example', gapMs: null },
    ],
    ranges: [
      { range: '10.1.0.0/16', gapMs: null },
      { range: '10.0.0.0/8', gapMs: 1_000 },
    ],
  })
})

test.each([
  [429, 60_000, 60_000],
  [503, 60_000, 60_000],
  [429, null, 600_000],
  [503, null, 0],
  [500, 60_000, 0],
  [429, 400 * DAY_MS, RETRY_AFTER_CAP_MS],
])('%i with Retry-After %s rests a site %i ms', (httpStatus, retryAfterMs, restMs) => {
  const answer = { code: 'http_error' as const, httpStatus, retryAfterMs }
  expect(siteRestMs(answer)).toBe(restMs)
  expect(sayCappedRest(answer) !== null).toBe(retryAfterMs === 400 * DAY_MS)
})
