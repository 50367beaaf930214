import { expect, test } from 'vitest'

import { gatherNouns, type Timers } from './gather-nouns.ts'

function clock() {
  let nowMs = 0
  let waiting: { act: () => void; atMs: number }[] = []
  const timers: Timers = {
    nowMs: () => nowMs,
    start: (act, afterMs) => {
      const timer = { act, atMs: nowMs + afterMs }
      waiting.push(timer)
      return timer
    },
    stop: (timer) => {
      waiting = waiting.filter((each) => each !== timer)
    },
  }
  const pass = (ms: number) => {
    nowMs += ms
    const due = waiting.filter(({ atMs }) => atMs <= nowMs)
    waiting = waiting.filter(({ atMs }) => atMs > nowMs)
    for (const { act } of due) act()
  }
  return { timers, pass }
}

test('after a quiet time changes are handed on soon, each noun once', () => {
  const { timers, pass } = clock()
  const told: string[][] = []
  const gather = gatherNouns(2_000, (nouns) => void told.push([...nouns]), timers)
  gather.add('item')
  gather.add('item')
  gather.add('source')
  pass(399)
  expect(told).toEqual([])
  pass(1)
  expect(told).toEqual([['item', 'source']])
})

test('a wire that never rests is handed on at its pace, and nothing is lost', () => {
  const { timers, pass } = clock()
  const told: string[][] = []
  const gather = gatherNouns(2_000, (nouns) => void told.push([...nouns]), timers)
  for (let passedMs = 0; passedMs < 10_000; passedMs += 100) {
    gather.add('item')
    pass(100)
  }
  expect(told).toHaveLength(5)
  gather.add('source')
  pass(2_000)
  expect(told.at(-1)).toContain('source')
})

test('nothing is handed on once it stopped', () => {
  const { timers, pass } = clock()
  const told: string[][] = []
  const gather = gatherNouns(400, (nouns) => void told.push([...nouns]), timers)
  gather.add('item')
  gather.stop()
  pass(1_000)
  expect(told).toEqual([])
})
