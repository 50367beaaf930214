import { expect, test } from 'vitest'
import { createHostResolver, type AskHost } from './resolve-host.ts'

function setUp(ttlMs: number) {
  let nowMs = 0
  const asked: string[] = []
  const ask: AskHost = async (host) => {
    asked.push(host)
    if (host.startsWith('gone')) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return { addresses: [{ address: `192.0.2.${asked.length}`, family: 4 }], ttlMs }
  }
  return { resolver: createHostResolver(() => nowMs, ask), asked, pass: (ms: number) => void (nowMs += ms) }
}

test('keeps an answer for its time to live and no longer', async () => {
  const { resolver, asked, pass } = setUp(60_000)
  const [first, second] = await Promise.all([resolver.resolve('a.example'), resolver.resolve('a.example')])
  expect(first).toEqual(second)
  pass(59_999)
  await resolver.resolve('a.example')
  expect(asked).toHaveLength(1)
  pass(1)
  expect(await resolver.resolve('a.example')).toEqual([{ address: '192.0.2.2', family: 4 }])
})

test('holds a time to live of nothing for five seconds, and a very long one for ten minutes', async () => {
  for (const [ttlMs, heldMs] of [
    [0, 5_000],
    [86_400_000, 600_000],
  ] as const) {
    const { resolver, asked, pass } = setUp(ttlMs)
    await resolver.resolve('a.example')
    pass(heldMs - 1)
    await resolver.resolve('a.example')
    expect(asked).toHaveLength(1)
    pass(1)
    await resolver.resolve('a.example')
    expect(asked).toHaveLength(2)
  }
})

test('does not ask for an unknown name again at once', async () => {
  const { resolver, asked, pass } = setUp(60_000)
  await expect(resolver.resolve('gone.example')).rejects.toThrow('no such name')
  await expect(resolver.resolve('gone.example')).rejects.toThrow('no such name')
  expect(asked).toHaveLength(1)
  pass(15_000)
  await expect(resolver.resolve('gone.example')).rejects.toThrow('no such name')
  expect(asked).toHaveLength(2)
})
