import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from './start-embedded.ts'

const LOOP = fileURLToPath(new URL('../../tests/support/commit-loop.ts', import.meta.url))
const SEEDS = [11, 23, 37, 53, 71]

/** The number of acknowledged writes after which to kill, spread from 1 to 500 by the seed. */
const killPoint = (seed: number): number => 1 + ((seed * 7919) % 500)

describe('writes acknowledged before a kill -9', () => {
  let dataDir = ''

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'hub-kill-'))
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  test.each(SEEDS)('are there after the hub was killed (seed %i)', async (seed) => {
    const acknowledged = await commitUntil(dataDir, killPoint(seed), (hub) => process.kill(hub, 'SIGKILL'))
    expect(missing(acknowledged, await storedIds(dataDir))).toEqual([])
  })

  test.each(SEEDS)('are there after the hub and its database were killed together (seed %i)', async (seed) => {
    const acknowledged = await commitUntil(dataDir, killPoint(seed), (hub, postmaster) => {
      process.kill(postmaster, 'SIGKILL')
      process.kill(hub, 'SIGKILL')
    })
    expect(missing(acknowledged, await storedIds(dataDir))).toEqual([])
  })

  test('are there after the database alone was killed, and the hub goes on by itself', async () => {
    let killedAt = 0
    const acknowledged = await commitUntil(dataDir, 600, (hub) => process.kill(hub, 'SIGKILL'), {
      after: 200,
      act: (postmaster, count) => {
        killedAt = count
        process.kill(postmaster, 'SIGKILL')
      },
    })
    expect(killedAt).toBe(200)
    expect(acknowledged.length).toBeGreaterThanOrEqual(600)
    expect(missing(acknowledged, await storedIds(dataDir))).toEqual([])
  })
})

let nextId = 1

/** Runs the commit loop, kills after `count` acknowledged writes, and returns every number it printed. */
async function commitUntil(
  dataDir: string,
  count: number,
  kill: (hub: number, postmaster: number) => void,
  interruption?: { after: number; act: (postmaster: number, count: number) => void },
): Promise<number[]> {
  const firstId = nextId
  nextId += count + 1000
  const child = spawn(process.execPath, [LOOP, dataDir, String(firstId)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const acknowledged: number[] = []
  let postmaster = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('postmaster ')) {
      postmaster = Number(line.slice('postmaster '.length))
      continue
    }
    acknowledged.push(Number(line))
    if (acknowledged.length === interruption?.after) interruption.act(postmaster, acknowledged.length)
    if (acknowledged.length === count) kill(child.pid ?? 0, postmaster)
  }
  await ended
  return acknowledged
}

async function storedIds(dataDir: string): Promise<Set<number>> {
  const server = await startEmbedded({ dataDir })
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: number }>('SELECT id FROM acknowledged')
    return new Set(rows.map((row) => row.id))
  } finally {
    await client.end()
    await server.stop()
  }
}

function missing(acknowledged: number[], stored: Set<number>): number[] {
  return acknowledged.filter((id) => !stored.has(id))
}
