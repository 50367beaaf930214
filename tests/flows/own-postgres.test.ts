import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readTestEnv } from '@hub/config/test-env.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { findFreePort, type HubProcess, runHubCommand, startHubProcess } from '../support/hub-process.ts'
import { createEmptyDatabase } from '../support/test-database.ts'

const { redisUrl } = readTestEnv()
const WAIT = { timeout: 45_000, interval: 50 }
const QUEUES: { queue: string; settings: Record<string, string> }[] = [
  { queue: 'jobs in PostgreSQL', settings: {} },
  // A database of its own in Redis: other suites use the first one.
  ...(redisUrl === undefined ? [] : [{ queue: 'jobs in Redis', settings: { REDIS_URL: `${redisUrl}/9` } }]),
]

let server: FeedServer
beforeAll(async () => {
  server = await startFeedServer(2)
  for (const [index, feed] of server.feeds.entries()) {
    feed.publish({
      id: 'bridge',
      title: 'The bridge over the Danube stays closed',
      text: `The bridge over the Danube stays closed until Friday, engineers told paper ${index}.`,
      publishedAt: new Date(),
    })
  }
})
afterAll(() => server?.close())

test.skipIf(redisUrl === undefined)('jobs in Redis are tried too (HUB_TEST_REDIS_URL names none: skipped)', () => {
  expect(QUEUES.map(({ queue }) => queue)).toContain('jobs in Redis')
})

describe.each(QUEUES)('on an operator’s own PostgreSQL, $queue', ({ settings: more }) => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>
  let folder: string
  let settings: Record<string, string>
  let api: HubProcess
  let workers: HubProcess

  beforeAll(async () => {
    database = await createEmptyDatabase()
    folder = await mkdtemp(join(tmpdir(), 'hub-own-postgres-'))
    settings = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      HUB_SECRET: 'a sentence of seven words, kept for this test',
      HUB_DATA_DIR: join(folder, 'data'),
      HUB_ALLOW_HOSTS: '127.0.0.1;interval=1s;gap=0',
      PORT: String(await findFreePort()),
      ...more,
    }
    // Both find an empty database: one of them migrates, the other waits for it.
    ;[api, workers] = await Promise.all([startHubProcess(settings, 'api'), startHubProcess(settings, 'workers')])
  })
  afterAll(async () => {
    await Promise.all([api?.stop(), workers?.stop()])
    await database?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('API and workers in two processes bring a feed’s story to the page of a person who signed in by link', async () => {
    const outline = join(folder, 'feeds.opml')
    const lines = server.feeds.map(({ url }) => `<outline xmlUrl="${url}"/>`)
    await writeFile(outline, `<opml version="2.0"><body>${lines.join('\n')}</body></opml>`)
    expect(await runHubCommand(['sources', 'import', outline], settings)).toMatchObject({ code: 0 })

    const signIn = await fetch(api.signInLink ?? '', { redirect: 'manual' })
    const cookie = signIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const read = async () => {
      const answer = await fetch(`${api.url}/api/v1/narratives`, { headers: { cookie } })
      const { rows } = (await answer.json()) as { rows: { title: string; itemCount: number }[] }
      return rows.map(({ title, itemCount }) => ({ title, itemCount }))
    }
    await expect.poll(read, WAIT).toEqual([{ title: 'The bridge over the Danube stays closed', itemCount: 2 }])
  })

  test('doctor is content with two roles, and warns of one for both', async () => {
    const roles = async (given: Record<string, string>) => {
      const { stdout } = await runHubCommand(['doctor', '--json'], given)
      return (JSON.parse(stdout) as { name: string; ok: boolean; says: string }[]).find(({ name }) => name === 'Roles')
    }
    expect(await roles(settings)).toMatchObject({ ok: true })
    expect(await roles({ ...settings, DATABASE_URL: database.ownerUrl })).toMatchObject({
      ok: false,
      says: expect.stringContaining('Set DATABASE_OWNER_URL to another role than DATABASE_URL'),
    })
  })

  test('backup points to PostgreSQL’s own tools', async () => {
    const { code, stderr } = await runHubCommand(['backup'], settings)
    expect([code, stderr]).toEqual([1, expect.stringContaining('Back it up with PostgreSQL’s own tools')])
  })

  test('both stop with code 0', async () => {
    expect(await Promise.all([api.stop('SIGTERM'), workers.stop('SIGTERM')])).toEqual([0, 0])
  })
})
