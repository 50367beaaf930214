import { afterAll, beforeAll, expect, test } from 'vitest'

import { findSite, POLITE_GAP_MS } from '@hub/core/source/site.ts'

import { buildProfile, buildSources } from '../support/build-watch.ts'
import { openPipeline } from '../support/open-pipeline.ts'
import { gives } from '../support/script-fetcher.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const SITES = 6
const SOURCES_A_SITE = 5
const STEP_MS = 500
const A_GAP = POLITE_GAP_MS / STEP_MS

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

test('two collectors never ask a site at once, keep its gap, and between them reach every source', async () => {
  const urls = Array.from(
    { length: SITES * SOURCES_A_SITE },
    (_, index) => `https://h${index}.paper${index % SITES}.example/feed`,
  )
  const sources = await buildSources(database.db, urls)
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
  let nowMs = at(0).getTime()
  /** The web as the sites see it: when each was asked, and by whom; and what no site should see. */
  const asked: { site: string; atMs: number; by: string }[] = []
  const answering = new Set<string>()
  const overlaps: string[] = []
  const open = (by: string) =>
    openPipeline(database.appConfig, {
      allowHosts: '',
      fetcher: {
        async fetchFeed(url) {
          const { site } = findSite(url)
          if (answering.has(site)) overlaps.push(url)
          answering.add(site)
          asked.push({ site, atMs: nowMs, by })
          for (let turns = 0; turns < 50; turns += 1) await new Promise((go) => setImmediate(go))
          answering.delete(site)
          return gives(url, [`News of ${url}`])
        },
        fetch: async (url) => gives(url, []),
        close: async () => {},
      },
    })
  const pipelines = [open('one'), open('two')]
  const steps = (SOURCES_A_SITE * POLITE_GAP_MS) / STEP_MS
  for (let step = 0; step < steps; step += 1) {
    // Each has the sites to itself for one gap, so that turns pass from one to the other; from then on they race.
    const racing = pipelines.filter((_, index) => step >= 2 * A_GAP || index === Math.floor(step / A_GAP))
    await Promise.all(racing.map((pipeline) => pipeline.poll(new Date(nowMs))))
    nowMs += STEP_MS
  }
  for (const pipeline of pipelines) await pipeline.close(new Date(nowMs))
  expect(overlaps).toEqual([])
  expect(asked).toHaveLength(urls.length)
  expect(new Set(asked.map(({ by }) => by)).size).toBe(2)
  for (let index = 0; index < SITES; index += 1) {
    const times = asked.filter(({ site }) => site === `paper${index}.example`).map(({ atMs }) => atMs - at(0).getTime())
    expect(times).toEqual([0, 2_000, 4_000, 6_000, 8_000])
  }
})
