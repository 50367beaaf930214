import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { POLITE_GAP_MS } from '@hub/core/source/site.ts'
import { describe, expect, test } from 'vitest'

import { createPoliteness, type TurnKeeper, withinTurn } from './politeness.ts'

const settle = () => new Promise((done) => setImmediate(done))

/** A keeper on a clock of the test's own, as the database is one for all processes. */
function harness(allowed = '') {
  let nowMs = 0
  const held = new Set<string>()
  const freeAt = new Map<string, number>()
  const asked: string[] = []
  const keeper: TurnKeeper = {
    async take(site, gapMs) {
      asked.push(site)
      const waitMs = (freeAt.get(site) ?? 0) - nowMs
      if (held.has(site) || waitMs > 0) return { kind: 'wait', ms: waitMs }
      held.add(site)
      return { kind: 'taken', turn: { site, fence: 1, gapMs } }
    },
    async end({ site, gapMs }) {
      held.delete(site)
      freeAt.set(site, nowMs + gapMs)
    },
  }
  const waits: { untilMs: number; end: () => void }[] = []
  const wait = (ms: number) => new Promise<void>((end) => waits.push({ untilMs: nowMs + ms, end }))
  const { allowList } = parseAllowList(allowed)
  const politeness = createPoliteness(allowList, keeper, wait)
  const started: string[] = []
  return {
    started,
    asked,
    waits,
    allowList,
    politeness,
    wait,
    ask: (url: string, signal?: AbortSignal) => politeness.run(url, async () => void started.push(url), signal),
    async pass(ms: number) {
      nowMs += ms
      for (const { untilMs, end } of waits) if (untilMs <= nowMs) end()
      await settle()
    },
  }
}

describe('createPoliteness', () => {
  test('asks a site once at a time, with a gap between, and other sites meanwhile', async () => {
    const { started, ask, pass } = harness()
    const asked = [ask('https://a.example.org/1'), ask('https://b.example.org/2'), ask('https://example.net/3')]
    await settle()
    expect(started).toEqual(['https://a.example.org/1', 'https://example.net/3'])
    await pass(POLITE_GAP_MS - 1)
    expect(started).toHaveLength(2)
    await pass(1)
    expect(started).toContain('https://b.example.org/2')
    await Promise.all(asked)
  })

  test('of those who wait for a site, only the first asks the keeper', async () => {
    const { asked, ask, politeness } = harness()
    const slow = Promise.withResolvers<void>()
    void politeness.run('https://example.org/0', () => slow.promise)
    for (let index = 1; index < 5; index += 1) void ask(`https://example.org/${index}`)
    await settle()
    expect(asked).toHaveLength(1)
    slow.resolve()
  })

  test("an operator's gap replaces ours, and zero lifts the turns", async () => {
    const { started, asked, ask, pass } = harness('10.0.0.0/8;gap=700ms,127.0.0.1;gap=0')
    const all = [
      ask('http://10.1.1.1/a'),
      ask('http://10.1.1.1/d'),
      ask('http://127.0.0.1/b'),
      ask('http://127.0.0.1/c'),
    ]
    await settle()
    expect(started).toHaveLength(3)
    expect(asked).not.toContain('127.0.0.1')
    await pass(700)
    await Promise.all(all)
  })

  test('a fetch that fails ends its turn', async () => {
    const { politeness, ask, pass, started } = harness()
    await expect(politeness.run('https://example.org/', () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    const next = ask('https://example.org/')
    await settle()
    await pass(POLITE_GAP_MS)
    await next
    expect(started).toHaveLength(1)
  })

  test('nobody waits for a turn once the signal has ended', async () => {
    const { ask, started } = harness()
    const ending = new AbortController()
    await ask('https://example.org/1')
    const waiting = ask('https://example.org/2', ending.signal)
    await settle()
    ending.abort()
    await waiting
    await ask('https://example.org/3', ending.signal)
    expect(started).toHaveLength(3)
  })
})

describe('withinTurn', () => {
  test('further requests to the same site follow in the turn that is held, after its gap; others take their own', async () => {
    const { politeness, allowList, wait, asked, pass } = harness()
    const turn = { site: 'example.org', fence: 1, gapMs: POLITE_GAP_MS }
    const inner = withinTurn(politeness, allowList, turn, wait)
    let isDone = false
    const same = inner.run('https://a.example.org/page', async () => void (isDone = true))
    await inner.run('https://example.net/', async () => {})
    expect(isDone).toBe(false)
    await pass(POLITE_GAP_MS)
    await same
    expect(isDone).toBe(true)
    expect(asked).toEqual(['example.net'])
  })
})
