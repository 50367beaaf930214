import fc from 'fast-check'
import { expect, test } from 'vitest'

import { RULE_KINDS } from './detection-rule.ts'
import { HOUR_MS } from './hourly-rate.ts'
import type { AppearanceFact, HistoryDimension, NarrativeHistory } from './narrative-history.ts'
import { asRaised, type Firing, runRule, type RuleToRun } from './run-rule.ts'
import { publisherStep, type RaisedSignal } from './should-raise.ts'
import type { NarrativeHour } from './signal.ts'

type Item = {
  atMs: number
  publisherId: string
  isCopy: boolean
  language: string
  community: string
  platform: string
}

const items = fc
  .array(
    fc.record({
      afterMinutes: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 240 }), fc.integer({ min: 1_000, max: 4_000 })),
      publisher: fc.nat({ max: 40 }),
      isCopy: fc.boolean(),
      language: fc.constantFrom('en', 'en', 'en', 'fr', 'de'),
      community: fc.constantFrom('north', 'north', 'south'),
      platform: fc.constantFrom('web', 'web', 'mastodon'),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((rows) => {
    let atMs = Date.UTC(2026, 2, 2)
    return rows.map(({ afterMinutes, publisher, ...rest }): Item => {
      atMs += afterMinutes * 60_000
      return { atMs, publisherId: `p${publisher}`, ...rest }
    })
  })

const rules = fc.record({
  kind: fc.constantFrom(...RULE_KINDS),
  languages: fc.constantFrom<string[][]>([], ['fr']),
  minItems: fc.integer({ min: 1, max: 6 }),
  minPublishers: fc.integer({ min: 2, max: 5 }),
  minZ: fc.constantFrom(1, 3),
  severity: fc.constantFrom(null, 'S3' as const),
})

test('rehearsing what was live finds the same narratives in the same hours, however the batches were cut', () => {
  fc.assert(
    fc.property(
      items,
      rules,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (stream, rule, batchSizes) => {
        const live = runLive(rule, stream, batchSizes)
        const rehearsed = runRule(rule, historyOf(stream), { fromMs: 0, toMs: Infinity }, [])
        expect(lastOfEachHour(live)).toEqual(lastOfEachHour(rehearsed))
      },
    ),
    { numRuns: 400 },
  )
})

test('a rehearsal that begins in the middle goes on from what was raised before', () => {
  fc.assert(
    fc.property(items, rules, fc.nat({ max: 119 }), (stream, rule, cut) => {
      const history = historyOf(stream)
      const all = runRule(rule, history, { fromMs: 0, toMs: Infinity }, [])
      const cutMs = hourOf(stream[cut % stream.length]?.atMs ?? 0)
      const before = runRule(rule, history, { fromMs: 0, toMs: cutMs - 1 }, [])
      const after = runRule(rule, history, { fromMs: cutMs, toMs: Infinity }, before.map(raised))
      expect([...before, ...after]).toEqual(all)
    }),
  )
})

test('no repeat unless something rose: severity, doubled publishers, a new place, or a return from a day of silence', () => {
  fc.assert(
    fc.property(items, rules, (stream, rule) => {
      const firings = runRule(rule, historyOf(stream), { fromMs: 0, toMs: Infinity }, [])
      for (const [index, { signal, because }] of firings.entries()) {
        const next = asRaised(signal)
        const returned = firings.slice(0, index).findLastIndex((each) => each.because === 'back_from_silence')
        const standing = firings.slice(Math.max(0, returned), index).map((each) => asRaised(each.signal))
        const alike = standing.filter(({ matter }) => matter === next.matter)
        if (because === 'back_from_silence') {
          const lastHourMs = Math.max(...alike.map(({ hourMs }) => hourMs))
          expect(next.hourMs - lastHourMs).toBeGreaterThanOrEqual(24 * HOUR_MS)
        } else if (alike.length > 0) {
          expect(alike.every((earlier) => rose(earlier, next, rule.minPublishers))).toBe(true)
        }
      }
    }),
  )
})

function rose(earlier: RaisedSignal, next: RaisedSignal, minPublishers: number): boolean {
  return (
    next.severity < earlier.severity ||
    publisherStep(next.publishers, minPublishers) > publisherStep(earlier.publishers, minPublishers) ||
    (next.category ?? 0) > (earlier.category ?? 0)
  )
}

/** Batch after batch, each judged over the hours it changed, after what was raised before. */
function runLive(rule: RuleToRun, stream: readonly Item[], batchSizes: readonly number[]): Firing[] {
  const firings: Firing[] = []
  for (let end = 0, batch = 0; end < stream.length; batch += 1) {
    const start = end
    end = Math.min(stream.length, start + (batchSizes[batch % batchSizes.length] ?? 1))
    const span = { fromMs: hourOf(stream[start]?.atMs ?? 0), toMs: stream[end - 1]?.atMs ?? 0 }
    firings.push(...runRule(rule, historyOf(stream.slice(0, end)), span, firings.map(raised)))
  }
  return firings
}

function raised({ signal, because }: Firing): RaisedSignal {
  return { ...asRaised(signal), isReturn: because === 'back_from_silence' }
}

/** The strongest firing of each hour about each matter: within an hour live detection may see it grow in steps. */
function lastOfEachHour(firings: readonly Firing[]): unknown[] {
  const last = new Map<string, unknown>()
  for (const { signal } of firings) {
    const { kind, hourMs, matter, severity, category } = asRaised(signal)
    last.set(`${hourMs} ${matter ?? ''}`, { kind, hourMs, matter, severity, category })
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, firing]) => firing)
}

function historyOf(stream: readonly Item[]): NarrativeHistory {
  const hours = new Map<number, NarrativeHour>()
  const appearances = new Map<string, AppearanceFact>()
  const publishers = new Map<string, number>()
  for (const item of stream) {
    const hourMs = hourOf(item.atMs)
    const hour = hours.get(hourMs) ?? { hourStartMs: hourMs, itemCount: 0, copyCount: 0, publisherIds: [] }
    hours.set(hourMs, {
      ...hour,
      itemCount: hour.itemCount + 1,
      copyCount: hour.copyCount + Number(item.isCopy),
      publisherIds: item.isCopy ? hour.publisherIds : [...new Set([...hour.publisherIds, item.publisherId])],
    })
    if (item.isCopy) continue
    if (!publishers.has(item.publisherId)) publishers.set(item.publisherId, item.atMs)
    for (const dimension of ['language', 'community', 'platform'] as const satisfies HistoryDimension[]) {
      const key = `${dimension} ${item[dimension]}`
      const known = appearances.get(key) ?? { dimension, value: item[dimension], hourMs, publisherIds: [] }
      if (known.hourMs === hourMs) {
        appearances.set(key, { ...known, publisherIds: [...new Set([...known.publisherIds, item.publisherId])] })
      }
    }
  }
  return {
    firstItemAtMs: stream[0]?.atMs ?? 0,
    hours: [...hours.values()],
    appearances: [...appearances.values()],
    publisherFirstAtMs: [...publishers.values()],
  }
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS
}
