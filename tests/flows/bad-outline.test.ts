import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type ImportView, refusedEntrySchema, refusedPageSchema } from '@hub/core/source/import-view.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { importSources } from '@hub/workers/jobs/import-sources.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { loadStarterContent } from '@hub/db/starter/load-starter-content.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { runHubCommand } from '../support/hub-process.ts'
import { signInAs, type TestPerson } from '../support/sign-in.ts'
import { STARTER_CONTENT } from '../support/starter-content.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { addressOf, createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const OUTLINES = 10_000
const BROKEN: Record<number, { written: string; reason: string }> = {
  17: {
    written: '<outline text="No scheme" xmlUrl="paper.example/feed.xml"/>',
    reason: '"paper.example/feed.xml" is no full web address; it must start with https:// or http://.',
  },
  5003: {
    written: '<outline text="Not ours" xmlUrl="ftp://paper.example/feed.xml"/>',
    reason: '"ftp:" addresses are not collected, only https:// and http://.',
  },
  9999: {
    written: '<outline text="Cut off xmlUrl="https://paper.example/9999.xml"/>',
    reason: 'A quotation mark is missing, so the line cannot be read.',
  },
}

let database: TestDatabase
let hub: TestApp
let folder: string
let settings: Record<string, string>
let coordinator: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => new Date() })
  await loadStarterContent(database.db, new Date(), STARTER_CONTENT)
  coordinator = await signInAs(hub, 'coordinator', 'coordination')
  folder = await mkdtemp(join(tmpdir(), 'hub-outline-'))
  settings = {
    DATABASE_URL: addressOf(database.appConfig),
    HUB_SECRET: 'a sentence of seven words, kept for this test',
    HUB_DATA_DIR: folder,
  }
})
afterAll(async () => {
  await hub?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Line 1 is the document's start, so that an outline stands in the line of its number. */
function outlineFile(): string {
  const lines = ['<?xml version="1.0"?><opml version="2.0"><body>']
  for (let line = 2; line <= OUTLINES + 1; line += 1) {
    lines.push(
      BROKEN[line]?.written ??
        `<outline type="rss" text="Paper ${line}" xmlUrl="https://paper-${line % 700}.example/${line}.xml"/>`,
    )
  }
  return `${lines.join('\n')}\n</body></opml>\n`
}

const send = (opml: string) => coordinator.request('POST', '/sources/import', { name: 'feeds.opml', opml })
const refused = Object.entries(BROKEN).map(([line, { reason }]) => ({ line: Number(line), reason }))

describe('an outline file of 10,000 lines, 3 of them wrong', () => {
  test('is imported by an operator, with a report of exactly the three', async () => {
    const path = join(folder, 'feeds.opml')
    await writeFile(path, outlineFile())
    const { code, stdout, stderr } = await runHubCommand(['sources', 'import', path, '--json'], settings)
    expect(code, stderr).toBe(0)
    const report = z
      .object({ refused: z.array(refusedEntrySchema) })
      .loose()
      .parse(JSON.parse(stdout))
    expect(report).toMatchObject({
      found: OUTLINES,
      added: OUTLINES - 3,
      alreadyThere: 0,
      profile: { title: 'Getting started', inForce: true },
    })
    expect(report.refused.map(({ line, reason }) => ({ line, reason }))).toEqual(refused)

    const told = await runHubCommand(['sources', 'import', path], settings)
    expect(told.stdout.split('\n')).toEqual([
      '0 sources added, 9997 were there already, 3 refused.',
      ...report.refused.map(({ line, text, reason, todo }) => `  line ${line}: ${reason} ${todo}  ${text}`),
      'They are named in “Getting started” (the starter profile, since none was given with --profile), which is in force: they are collected from now on.',
      '',
    ])
  })

  test('adds nothing when it is imported again over the API', async () => {
    const answer = await send(outlineFile())
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as ImportView
    await importSources(
      { db: database.db, world: LIVE_WORLD, log: SILENT_LOG, allowList: EMPTY_ALLOW_LIST },
      () => new Date(),
    )
    const view = (await (await coordinator.request('GET', `/sources/imports/${id}`)).json()) as ImportView
    expect(view).toMatchObject({ state: 'done', total: OUTLINES, done: OUTLINES, added: 0, alreadyThere: OUTLINES - 3 })
    const page = await coordinator.request('GET', `/sources/imports/${id}/refused`)
    const { rows } = refusedPageSchema.parse(await page.json())
    expect(rows.map(({ line, reason }) => ({ line, reason }))).toEqual(refused)
    const csv = await (await coordinator.request('GET', `/sources/imports/${id}/refused.csv`)).text()
    expect(csv.split('\r\n')).toHaveLength(refused.length + 2)
    const { count } = await database.db
      .selectFrom('source')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(OUTLINES - 3)
  })
})

describe('what is no outline file is refused over the API in words, and nothing is added', () => {
  test.each([
    ['a web page', '<!doctype html><html><body>Feeds</body></html>', 409, 'This is a web page, not an OPML file.'],
    ['nothing but space', '  \n', 409, 'The file is empty.'],
    [
      'a feed',
      '<rss version="2.0"><channel><title>Paper</title></channel></rss>',
      409,
      'This is not an OPML file: it has no outlines.',
    ],
    ['21 MB', ' '.repeat(21 * 1024 ** 2), 413, 'The file is larger than 20 MB. Split it into several files.'],
    ['30 MB', ' '.repeat(30 * 1024 ** 2), 413, 'This is larger than the hub takes. Send less at once.'],
  ])('%s', async (_, opml, status, detail) => {
    const answer = await send(opml)
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ detail })])
  })
})
