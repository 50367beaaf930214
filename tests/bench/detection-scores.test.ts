import { GROWTH_RULE } from '@hub/config/starter/detection-rules.ts'
import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import type { EngineEvent } from '@hub/core/narrative/engine-types.ts'
import { DEFAULT_GROWTH_CONFIG } from '@hub/core/signal/growth-config.ts'
import { expect, test } from 'vitest'

import { scoreDetection } from './detection-scores.ts'
import { type PlacedItem, runDetection } from './run-detection.ts'

const rule = { ...GROWTH_RULE, id: detectionRuleIdSchema.parse('00000000-0000-7000-8000-000000000000') }
const START_MS = Date.UTC(2026, 2, 2)

/** An item a number of minutes after the start. */
function item(
  minute: number,
  event: string | undefined,
  narrativeId: string,
  more: Partial<PlacedItem> = {},
): PlacedItem {
  const id = `${minute} ${event ?? 'noise'} ${narrativeId}`
  return {
    id,
    event,
    language: 'en',
    atMs: START_MS + minute * 60_000,
    publisherId: id,
    isCopy: false,
    narrativeId,
    changes: [],
    ...more,
  }
}

const merged = (from: string, into: string): EngineEvent => ({
  kind: 'merged',
  from,
  into,
  reason: {
    itemId: '',
    score: 1,
    runnerUpScore: 1,
    threshold: 0,
    centroidCosine: 1,
    requiredCosine: 0,
    fromItems: 1,
    intoItems: 1,
  },
})
const divided = (from: string, into: string, itemIds: string[]): EngineEvent => ({
  kind: 'split',
  from,
  into,
  itemIds,
  reason: { itemId: '', cosine: 0, allowedCosine: 1, fromItems: 4, intoItems: itemIds.length },
})

const sorted = (items: PlacedItem[]) => items.toSorted((a, b) => a.atMs - b.atMs)
const score = (items: PlacedItem[]) => scoreDetection(items, runDetection(items, rule, DEFAULT_GROWTH_CONFIG))

test('an event of twenty is alerted with its fourth item, since a copy is no voice', () => {
  const event = Array.from({ length: 20 }, (_, n) => item(n * 5, 'flood', 'n1', { isCopy: n === 1 }))
  const scores = score(event)
  expect(scores).toMatchObject({
    events: 1,
    alerted: 1,
    itemNumber: 4,
    delayMinutes: 15,
    purityAtAlert: 1,
    purityAtEnd: 1,
  })
})

test('slow events draw the median up, but not that of the three in four alerted first', () => {
  const events = [1, 2, 3, 4].flatMap((step) =>
    Array.from({ length: 20 }, (_, n) => item(n * step * 5, `event ${step}`, `n${step}`, { isCopy: n === 1 })),
  )
  expect(score(sorted(events))).toMatchObject({ alerted: 4, delayMinutes: 37.5, expectedDelayMinutes: 30 })
})

test('an alert is about the event of most items; scattered items of the event count in its item number', () => {
  const strayed = [item(1, 'flood', 'x1'), item(2, 'flood', 'x2')]
  const narrative = [item(3, 'flood', 'n1'), item(4, 'match', 'n1'), item(5, 'flood', 'n1')]
  const rest = Array.from({ length: 16 }, (_, n) => item(3_000 + n * 600, 'flood', `r${n}`))
  const scores = score(sorted([...strayed, ...narrative, ...rest]))
  expect(scores).toMatchObject({ events: 1, alerted: 1, itemNumber: 4, delayMinutes: 4 })
  expect(scores.purityAtAlert).toBeCloseTo(2 / 3)
})

test('noise together is no event, and a small event is counted apart', () => {
  const noise = [item(1, undefined, 'n1'), item(2, undefined, 'n1'), item(3, undefined, 'n1')]
  const small = [item(4, 'small', 'n2'), item(5, 'small', 'n2'), item(6, 'small', 'n2')]
  expect(score([...noise, ...small])).toMatchObject({
    events: 0,
    alerted: 0,
    alerts: 2,
    aboutNoEvent: 1,
    aboutSmallEvents: 1,
  })
})

test('after a split each part is judged by its own items, and the items stand in their part', () => {
  const one = [item(1, 'flood', 'a'), item(2, 'vote', 'a')]
  const grown = item(3, 'vote', 'b')
  grown.changes = [divided('a', 'b', [one[1]?.id ?? '', grown.id])]
  const run = runDetection([...one, grown, item(4, 'vote', 'b')], rule, DEFAULT_GROWTH_CONFIG)
  expect(run.finalNarrativeOf).toEqual(['a', 'b', 'b', 'b'])
  expect(run.alerts.map(({ narrativeId, itemsHeld }) => [narrativeId, itemsHeld.get('vote')])).toEqual([['b', 3]])
})

test('merged narratives are alerted once', () => {
  const one = [item(1, 'flood', 'a'), item(2, 'flood', 'a'), item(3, 'flood', 'a')]
  const two = item(4, 'flood', 'b', { changes: [merged('a', 'b')] })
  const run = runDetection([...one, two], rule, DEFAULT_GROWTH_CONFIG)
  expect(run.alerts).toHaveLength(1)
  expect(new Set(run.finalNarrativeOf)).toEqual(new Set(['b']))
})
