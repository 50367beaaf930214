import { describe, expect, test } from 'vitest'
import { describeHealth } from './describe-health.ts'
import { readHealth, type HealthInput } from './health.ts'
import { POLL_OUTCOME_CODES, type PollOutcome } from './poll-outcome.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 20, 12)
const outcome = (
  code: PollOutcome['code'],
  hoursAgo: number,
  httpStatus: number | null = null,
  message: string | null = null,
): PollOutcome => ({
  atMs: NOW - hoursAgo * HOUR,
  code,
  httpStatus,
  newItemCount: 0,
  retryAfterMs: null,
  message,
})
const read = (change: Partial<HealthInput> = {}) =>
  readHealth({
    kind: 'feed',
    status: 'active',
    hasProfileInForce: true,
    outcomes: [],
    lastGoodAtMs: null,
    lastNewItemAtMs: null,
    usualGapMs: null,
    nowMs: NOW,
    ...change,
  })
const say = (change: Partial<HealthInput>) => describeHealth(read(change), NOW)

describe('readHealth', () => {
  test.each<[Partial<HealthInput>, string, string]>([
    [{ status: 'paused', outcomes: [outcome('timed_out', 1)] }, 'paused', 'paused'],
    [{ status: 'gone' }, 'gone', 'gone'],
    [{ hasProfileInForce: false, outcomes: [outcome('fetched', 1)] }, 'waiting_for_profile', 'waiting_for_profile'],
    [{}, 'new', 'never_polled'],
    [{ outcomes: [outcome('fetched', 1, 200)] }, 'ok', 'fine'],
    [{ outcomes: [outcome('not_modified', 1, 304), outcome('timed_out', 2)] }, 'ok', 'fine'],
    [{ outcomes: [outcome('http_error', 1, 403)] }, 'refused', 'refused'],
    [{ outcomes: [outcome('http_error', 1, 404)] }, 'failing', 'not_found'],
    [{ outcomes: [outcome('http_error', 1, 410)] }, 'gone', 'gone'],
    [{ outcomes: [outcome('http_error', 1, 429)] }, 'failing', 'asked_to_slow_down'],
    [{ outcomes: [outcome('http_error', 1, 502)] }, 'failing', 'server_error'],
    [{ outcomes: [outcome('not_a_feed', 1)] }, 'not_a_feed', 'web_page'],
    [{ outcomes: [outcome('refused_address', 1)] }, 'refused', 'private_address'],
    [{ outcomes: [outcome('too_large', 1)] }, 'failing', 'too_large'],
  ])('%j → %s', (change, state, code) => expect(read(change)).toMatchObject({ state, code }))

  test('counts failures in a row and since when', () => {
    const report = read({
      outcomes: [outcome('http_error', 1, 403), outcome('http_error', 30, 403), outcome('fetched', 60, 200)],
      lastGoodAtMs: NOW - 60 * HOUR,
    })
    expect(report).toMatchObject({ failureCount: 2, sinceMs: NOW - 30 * HOUR })
  })

  test('a source is quiet against its own rhythm only', () => {
    const outcomes = [outcome('not_modified', 1, 304)]
    expect(read({ outcomes, usualGapMs: 12 * HOUR, lastNewItemAtMs: NOW - 97 * HOUR }).state).toBe('quiet')
    expect(read({ outcomes, usualGapMs: 24 * HOUR, lastNewItemAtMs: NOW - 97 * HOUR }).state).toBe('ok')
    expect(read({ outcomes, usualGapMs: 60_000, lastNewItemAtMs: NOW - 47 * HOUR }).state).toBe('ok')
    expect(read({ outcomes, usualGapMs: null, lastNewItemAtMs: NOW - 9000 * HOUR }).state).toBe('ok')
  })
})

describe('describeHealth', () => {
  test('says what happened, since when, and what to do', () => {
    const outcomes = [outcome('http_error', 1, 403), outcome('http_error', 72, 403)]
    expect(say({ outcomes, lastGoodAtMs: NOW - 80 * HOUR })).toBe(
      'Since Tuesday (403): the site refuses us. Last good fetch Tuesday. Ask the publisher for access, or remove it.',
    )
    expect(say({ outcomes: [outcome('http_error', 0.1, 404)] })).toBe(
      'There is nothing at this address (404). Check the address.',
    )
    expect(say({ outcomes: [outcome('http_error', 1, 502), outcome('http_error', 3, 502)] })).toBe(
      'For 3 hours (502): the site has trouble of its own. Nothing to do: the hub tries again by itself.',
    )
  })

  test('brings the detail of a failure', () => {
    const detail = 'The document is larger than 15 MB; the fetch was stopped there.'
    expect(say({ outcomes: [outcome('too_large', 0.1, null, detail)] })).toContain(detail)
  })

  test('has a sentence and an action for every way a poll can end', () => {
    for (const code of POLL_OUTCOME_CODES) {
      const text = say({ outcomes: [outcome(code, 1)] })
      expect(text).toMatch(/^[A-Z].*\.$/)
      expect(text).not.toMatch(/undefined|null|NaN/)
    }
  })
})
