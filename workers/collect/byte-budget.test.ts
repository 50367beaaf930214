import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createByteBudget } from './byte-budget.ts'

const never = new AbortController().signal

async function isHeld(taking: Promise<void>): Promise<boolean> {
  return Promise.race([taking.then(() => true), new Promise<boolean>((done) => setImmediate(done, false))])
}

test('documents share the limit, and one that would exceed it waits until another gives back', async () => {
  const budget = createByteBudget(100)
  const [first, second, third] = [budget.open(), budget.open(), budget.open()]
  expect(await isHeld(first.take(60, never))).toBe(true)
  expect(await isHeld(second.take(40, never))).toBe(true)
  const waits = third.take(10, never)
  expect(await isHeld(waits)).toBe(false)
  second.close()
  expect(await isHeld(waits)).toBe(true)
  expect(budget.heldBytes()).toBe(70)
  first.close()
  third.close()
  third.close()
  expect(budget.heldBytes()).toBe(0)
})

test('the one that began first goes on past the limit, so that none wait in a circle', async () => {
  const budget = createByteBudget(100)
  const [first, second] = [budget.open(), budget.open()]
  await first.take(50, never)
  await second.take(50, never)
  const waits = second.take(30, never)
  expect(await isHeld(first.take(200, never))).toBe(true)
  expect(await isHeld(waits)).toBe(false)
  first.close()
  expect(await isHeld(waits)).toBe(true)
})

test('a deadline ends the wait, and what was held comes back', async () => {
  const budget = createByteBudget(100)
  const [first, second] = [budget.open(), budget.open()]
  await first.take(100, never)
  const deadline = new AbortController()
  const waits = second.take(1, deadline.signal)
  deadline.abort(new Error('too late'))
  await expect(waits).rejects.toThrow('too late')
  await expect(second.take(1, deadline.signal)).rejects.toThrow('too late')
  second.close()
  first.close()
  expect(budget.heldBytes()).toBe(0)
})

test('whatever documents take, all come to their end, and at most the limit and one document are held', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }), { maxLength: 12 }),
      async (documents) => {
        const budget = createByteBudget(100)
        let mostBytes = 0
        await Promise.all(
          documents.map(async (chunks) => {
            const share = budget.open()
            for (const bytes of chunks) {
              await share.take(bytes, never)
              mostBytes = Math.max(mostBytes, budget.heldBytes())
            }
            share.close()
          }),
        )
        expect(budget.heldBytes()).toBe(0)
        expect(mostBytes).toBeLessThanOrEqual(100 + 5 * 60)
      },
    ),
    { numRuns: 100 },
  )
})
