import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { findFreePort, type HubProcess, runHubCommand, startHubProcess } from '../support/hub-process.ts'

const FEEDS = 6
const ENTRIES = 10
const WAIT = { timeout: 45_000, interval: 50 }

let folder: string
let settings: Record<string, string>
let server: FeedServer
let hub: HubProcess
let published = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-stops-'))
  server = await startFeedServer(FEEDS)
  settings = {
    HUB_DATA_DIR: join(folder, 'data'),
    PORT: String(await findFreePort()),
    HUB_ALLOW_HOSTS: '127.0.0.1;interval=1s;gap=0',
  }
  hub = await startHubProcess(settings)
  const outline = join(folder, 'feeds.opml')
  const lines = server.feeds.map(({ url }) => `<outline xmlUrl="${url}"/>`)
  await writeFile(outline, `<opml version="2.0"><body>${lines.join('\n')}</body></opml>`)
  const imported = await runHubCommand(['sources', 'import', outline], settings)
  if (imported.code !== 0) throw new Error(`The feeds were not imported: ${imported.stderr}`)
})
afterAll(async () => {
  await hub?.stop()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Every feed brings as many new entries, each about something of its own. */
function publish(): void {
  for (const feed of server.feeds) {
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      published += 1
      const title = `Report ${published} of the bridge over river ${published % 7}`
      feed.publish({
        id: `entry-${published}`,
        title,
        text: `${title} was read in town ${published}.`,
        publishedAt: new Date(),
      })
    }
  }
}

async function count(): Promise<unknown> {
  return JSON.parse((await runHubCommand(['items', 'count', '--json'], settings)).stdout)
}

/** Everything published is stored once, and stands in one narrative. */
async function expectEverything(): Promise<void> {
  await expect.poll(count, WAIT).toEqual({ items: published, assigned: published, pending: 0 })
  const { stdout } = await runHubCommand(['narratives', 'assignments', '--json'], settings)
  expect(Object.keys(JSON.parse(stdout) as object)).toHaveLength(published)
}

test('SIGTERM in the middle of work ends the hub with code 0, and the next start goes on from there', async () => {
  publish()
  await expectEverything()
  publish()
  const asked = server.feeds[0]?.requests ?? 0
  await expect.poll(() => server.feeds[0]?.requests, WAIT).toBeGreaterThan(asked)
  expect(await hub.stop('SIGTERM')).toBe(0)
  expect(hub.output()).toMatch(/Stopping …\nStopped. Nothing is lost.\n$/)
  publish()
  hub = await startHubProcess(settings)
  await expectEverything()
})

test('after kill -9 the hub starts at once and loses and doubles nothing', async () => {
  publish()
  const asked = server.feeds[0]?.requests ?? 0
  await expect.poll(() => server.feeds[0]?.requests, WAIT).toBeGreaterThan(asked)
  expect(await hub.stop('SIGKILL')).toBe(null)
  publish()
  hub = await startHubProcess(settings)
  await expectEverything()
})
