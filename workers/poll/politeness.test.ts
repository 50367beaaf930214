import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { describe, expect, test } from 'vitest'

import { createPoliteness, POLITE_GAP_MS } from './politeness.ts'

function harness(allowed = '') {
  const gaps: { ms: number; end: () => void }[] = []
  const started: string[] = []
  const politeness = createPoliteness(
    parseAllowList(allowed).allowList,
    (ms) => new Promise((end) => gaps.push({ ms, end })),
  )
  const ask = (url: string) => politeness.run(url, async () => void started.push(url))
  const settle = () => new Promise((done) => setImmediate(done))
  return { gaps, started, ask, settle }
}

describe('createPoliteness', () => {
  test('asks a registrable domain once at a time, with a gap between, and other domains meanwhile', async () => {
    const { gaps, started, ask, settle } = harness()
    const asked = [ask('https://a.example.org/1'), ask('https://b.example.org/2'), ask('https://example.net/3')]
    await settle()
    expect(started).toEqual(['https://a.example.org/1', 'https://example.net/3'])
    expect(gaps.map(({ ms }) => ms)).toEqual([POLITE_GAP_MS, POLITE_GAP_MS])
    gaps[0]?.end()
    await settle()
    expect(started).toContain('https://b.example.org/2')
    await Promise.all(asked)
  })

  test("an operator's gap replaces ours, and zero lifts the queue", async () => {
    const { gaps, started, ask, settle } = harness('10.0.0.0/8;gap=500ms,127.0.0.1;gap=0')
    const asked = [ask('http://10.1.1.1/a'), ask('http://127.0.0.1/b'), ask('http://127.0.0.1/c')]
    await settle()
    expect(started).toHaveLength(3)
    expect(gaps.map(({ ms }) => ms)).toEqual([500])
    await Promise.all(asked)
  })

  test('a fetch that fails ends its turn', async () => {
    const gaps: (() => void)[] = []
    const politeness = createPoliteness(parseAllowList('').allowList, () => new Promise((end) => gaps.push(end)))
    await expect(politeness.run('https://example.org/', () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    const next = politeness.run('https://example.org/', async () => 'fine')
    gaps[0]?.()
    await expect(next).resolves.toBe('fine')
  })

  test('nobody waits for a turn once the signal has ended', async () => {
    const politeness = createPoliteness(parseAllowList('').allowList, () => new Promise(() => undefined))
    const ending = new AbortController()
    await politeness.run('https://example.org/1', async () => 'first')
    const waiting = politeness.run('https://example.org/2', async () => 'second', ending.signal)
    ending.abort()
    await expect(waiting).resolves.toBe('second')
    await expect(politeness.run('https://example.org/3', async () => 'third', ending.signal)).resolves.toBe('third')
  })
})
