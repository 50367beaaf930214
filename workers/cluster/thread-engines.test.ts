import { expect, test } from 'vitest'

import { createThreadEngines } from './thread-engines.ts'

const SHARD = 'live/en'

test('a question under way when the engines close is still answered; closing is no death', async () => {
  const deaths: Error[] = []
  const engines = createThreadEngines((error) => deaths.push(error))
  const opened = engines.open(SHARD, null)
  const hash = engines.stateHash(SHARD)
  await engines.close()
  expect(await opened).toMatchObject({ heldItems: 0 })
  expect(await hash).toMatch(/\w/)
  expect(deaths).toEqual([])
})

test('closed engines refuse questions, and close again', async () => {
  const engines = createThreadEngines()
  await engines.open(SHARD, null)
  await Promise.all([engines.close(), engines.close()])
  await engines.close()
  await expect(engines.stateHash(SHARD)).rejects.toThrow('The engines are closed.')
})

test('engines that were never asked close without a thread', async () => {
  const engines = createThreadEngines()
  await engines.close()
  await expect(engines.open(SHARD, null)).rejects.toThrow('The engines are closed.')
})
