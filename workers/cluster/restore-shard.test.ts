import type { ReplayEntry, StoredRuling } from '@hub/db/stream/shard-history.ts'
import { describe, expect, test } from 'vitest'

import { interleave } from './restore-shard.ts'

const entry = (shardSeq: number): ReplayEntry => ({
  shardSeq,
  nowMs: 0,
  item: {
    id: `i${shardSeq}`,
    title: '',
    text: '',
    language: 'en',
    eventAtMs: 0,
    sourceId: 's',
    publisherId: 'p',
    url: null,
  },
  decision: { itemId: `i${shardSeq}`, narrativeId: 'n', isNew: false, isCopyOf: null, events: [] },
})
const ruling = (id: string, shardSeq: number): StoredRuling => ({
  id,
  shardSeq,
  ruling: { kind: 'confirm', narrativeId: 'n' },
})

/** A run of steps as text: assignment numbers and ruling ids in order. */
function order(page: ReplayEntry[], rulings: StoredRuling[], ruled = 0): string {
  return interleave(page, rulings, ruled)
    .map((step) =>
      step.kind === 'entries'
        ? step.entries.map(({ shardSeq }) => shardSeq).join(' ')
        : step.rulings.map(({ id }) => id).join(' '),
    )
    .join(' | ')
}

describe('interleave', () => {
  test('puts each ruling after the assignment whose number it carries', () => {
    expect(order([entry(1), entry(2), entry(3)], [ruling('a', 0), ruling('b', 2), ruling('c', 2)])).toBe(
      'a | 1 2 | b c | 3',
    )
  })

  test('leaves rulings that bind what comes after the page to the next page', () => {
    const rulings = [ruling('a', 1), ruling('b', 2), ruling('c', 5)]
    expect(order([entry(1), entry(2)], rulings)).toBe('1 | a | 2')
    expect(order([entry(3), entry(4)], rulings, 1)).toBe('b | 3 4')
  })

  test('keeps its place over numbers that are missing, purged ones for instance', () => {
    expect(order([entry(7), entry(9)], [ruling('a', 3), ruling('b', 8)])).toBe('a | 7 | b | 9')
  })

  test('an empty page takes nothing', () => {
    expect(order([], [ruling('a', 0)])).toBe('')
  })
})
