import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import type { ImportOrders } from '@hub/tests/support/import-process.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { signInAs, type TestPerson, testOperator } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { detectEncoding } from '@hub/core/intake/file-encoding.ts'
import { guessMapping } from '@hub/core/intake/guess-mapping.ts'
import { guessShape } from '@hub/core/intake/guess-shape.ts'
import { IMPORT_PART_BYTES, type ItemImportView, itemImportViewSchema } from '@hub/core/intake/item-import.ts'
import { createRecordReader } from '@hub/core/intake/read-records.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { withdrawProfile } from '@hub/db/profile/withdraw-profile.ts'
import { purgeIntake } from '@hub/db/intake/purge-intake.ts'
import { importItems } from '@hub/workers/jobs/import-items.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../support/import-process.ts', import.meta.url))

let database: TestDatabase
let hub: TestApp
let analyst: TestPerson
let profileId: string
beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => TEST_NOW })
  analyst = await signInAs(hub, 'analyst')
})
beforeEach(async () => {
  profileId = (await buildProfile(database.db, [], { terms: JSON.stringify(['river']) })).id
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

const view = async (response: Response): Promise<ItemImportView> => {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return itemImportViewSchema.parse(await response.json())
}
const see = async (id: string) => view(await analyst.request('GET', `/item-imports/${id}`))

/** Sends a file as the import page does, with what the hub proposes. */
async function send(name: string, bytes: Uint8Array, more: Record<string, unknown> = {}): Promise<ItemImportView> {
  const encoding = detectEncoding([bytes])
  const text = new TextDecoder(encoding).decode(bytes)
  const shape = guessShape(name, text)
  const reader = createRecordReader(shape)
  const records = [...reader.push(text), ...reader.end()]
  const rules = { mapping: guessMapping(reader.columns(), records), ...more }
  const begun = await view(
    await analyst.request('POST', '/item-imports', {
      name,
      bytes: bytes.byteLength,
      profileId,
      plan: { encoding, shape, rules },
    }),
  )
  for (let part = 0; part * IMPORT_PART_BYTES < bytes.byteLength; part += 1) {
    const body = bytes.slice(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES)
    const put = await hub.app.request(`/api/v1/item-imports/${begun.id}/parts/${part}`, {
      method: 'PUT',
      headers: { cookie: analyst.cookie, origin: hub.deps.publicUrl, 'content-type': 'application/octet-stream' },
      body,
    })
    expect(put.status).toBe(200)
  }
  return view(await analyst.request('POST', `/item-imports/${begun.id}/start`))
}

const work = (now = TEST_NOW) =>
  importItems(
    { db: database.db, world: LIVE_WORLD, log: SILENT_LOG, allowList: EMPTY_ALLOW_LIST, enqueue: async () => {} },
    () => now,
    new AbortController().signal,
  )
const itemsOf = async (id: string) =>
  database.db
    .selectFrom('item')
    .innerJoin('itemImport', 'itemImport.sourceId', 'item.sourceId')
    .innerJoin('publisher', 'publisher.id', 'item.publisherId')
    .select(['item.title', 'item.url', 'item.publishedAt', 'publisher.name as publisher', 'item.text'])
    .where('itemImport.id', '=', id as ItemImportView['id'])
    .orderBy('item.title')
    .execute()

const CSV = [
  'Headline;Body;Link;Date;Outlet',
  'River one;"The river; rises, a.b@example.org says.";https://a.example/1;22/11/2026;The Daily',
  'River two;The river falls.;not an address;22/11/2026;The Daily',
  'Sports;They won.;https://a.example/3;21/11/2026;The Daily',
  'River four;The river stands.;;45/11/2026;The Weekly',
  'River one;"The river; rises, a.b@example.org says.";https://a.example/1;22/11/2026;The Daily',
  'River six;The river flows.;;20/11/2026;The Weekly',
].join('\r\n')

describe('an imported file', () => {
  test('ends in a report with a line for each refused row, and its bytes are dropped', async () => {
    const { id } = await send('monitoring.csv', new TextEncoder().encode(`\uFEFF${CSV}`))
    await work()
    const report = await see(id)
    expect(report).toMatchObject({
      state: 'done',
      found: 6,
      added: 2,
      known: 1,
      filtered: 1,
      refused: 2,
      problem: null,
    })
    expect(report.refusals).toEqual([
      { row: 3, shown: expect.stringContaining('River two'), reason: expect.stringContaining('“not an address”') },
      { row: 4, shown: '', reason: expect.stringContaining('matches none') },
      { row: 5, shown: expect.stringContaining('River four'), reason: expect.stringContaining('“45/11/2026”') },
    ])
    expect(await itemsOf(id)).toEqual([
      {
        title: 'River one',
        url: 'https://a.example/1',
        publishedAt: new Date('2026-11-22T00:00:00Z'),
        publisher: 'The Daily',
        text: 'The river; rises, [e-mail removed] says.',
      },
      expect.objectContaining({ title: 'River six', publisher: 'The Weekly', url: null }),
    ])
    const parts = await database.db.selectFrom('itemImportPart').select('part').execute()
    expect(parts).toEqual([])
    const csv = await analyst.request('GET', `/item-imports/${id}/refusals`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect((await csv.text()).split('\r\n')).toHaveLength(5)
    const again = await send('monitoring.csv', new TextEncoder().encode(CSV))
    await work()
    expect(await see(again.id)).toMatchObject({ added: 0, known: 3, filtered: 1, refused: 2 })
  })

  test.each([
    ['windows-1252', Buffer.from('title,text\nRiver,Überall wächst der river.', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFtitle,text\nRiver,Überall wächst der river.', 'utf16le')],
  ])('is read in %s', async (encoding, bytes) => {
    const { id } = await send('x.csv', Uint8Array.from(bytes))
    const stored = await database.db.selectFrom('itemImport').select('plan').where('id', '=', id).executeTakeFirst()
    expect(stored?.plan.encoding).toBe(encoding)
    await work()
    expect((await itemsOf(id))[0]?.text).toBe('Überall wächst der river.')
  })

  test('may be JSON, and one broken record costs itself alone', async () => {
    const json = '{"items":[{"headline":"River","content_text":"It rises."}, 5, {"headline":"River again"}]}'
    const { id } = await send('feed.json', new TextEncoder().encode(json))
    await work()
    expect(await see(id)).toMatchObject({ state: 'done', found: 3, added: 2, refused: 1 })
  })

  test('stops in words when its profile ends meanwhile, and when its owner says so', async () => {
    const first = await send('one.csv', new TextEncoder().encode(CSV))
    await withdrawProfile(database.db, testOperator(hub), {
      id: first.profile.id,
      reason: 'Not needed any more.',
    })
    await work()
    expect(await see(first.id)).toMatchObject({
      state: 'stopped',
      added: 0,
      problem: expect.stringContaining('was withdrawn'),
    })
    profileId = (await buildProfile(database.db, [])).id
    const second = await send('two.csv', new TextEncoder().encode(CSV))
    expect(await view(await analyst.request('POST', `/item-imports/${second.id}/stop`))).toMatchObject({
      state: 'stopped',
    })
    const stranger = await signInAs(hub, 'analyst')
    expect((await stranger.request('POST', `/item-imports/${second.id}/stop`)).status).toBe(404)
  })

  test('that nobody sends whole cannot be started, and is dropped after a day', async () => {
    const plan = {
      encoding: 'utf-8',
      shape: { format: 'csv' },
      rules: { mapping: { title: 'title' } },
    }
    const ask = (body: Record<string, unknown>) =>
      analyst.request('POST', '/item-imports', { name: 'x.csv', bytes: 10, profileId, plan, ...body })
    const { id } = await view(await ask({}))
    expect((await analyst.request('POST', `/item-imports/${id}/start`)).status).toBe(409)
    const tomorrow = new Date(TEST_NOW.getTime() + 2 * 86_400_000)
    expect(await purgeIntake(database.db, LIVE_WORLD, tomorrow)).toMatchObject({ uploads: 1 })
    expect(await see(id)).toMatchObject({ state: 'stopped', problem: expect.stringContaining('never sent whole') })
    expect((await ask({ bytes: 200 * 1024 * 1024 })).status).toBe(400)
    expect((await ask({ plan: { ...plan, rules: { mapping: { url: 'link' } } } })).status).toBe(400)
  })

  test('goes on behind its last batch after kill -9, and takes no row twice', async () => {
    const rows = Array.from({ length: 700 }, (_, at) =>
      at % 100 === 7 ? 'River;x;notanaddress' : `River ${at};The river rises at mark ${at}.;https://b.example/${at}`,
    )
    const bytes = new TextEncoder().encode(['title;text;url', ...rows].join('\n'))
    const { id } = await send('long.csv', bytes)
    const die = async (orders: Omit<ImportOrders, 'config'>) => {
      const words = JSON.stringify({ config: database.appConfig, ...orders })
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, words], {
        stdio: 'inherit',
      })
      const [, signal] = await once(child, 'exit')
      return signal
    }
    const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000)
    expect(await die({ at: later(0).toISOString(), dieBefore: { statement: 'update "item_import"', nth: 2 } })).toBe(
      'SIGKILL',
    )
    expect(await see(id)).toMatchObject({ state: 'running', found: 250 })
    expect(await work(later(5))).toEqual({ imports: 0, rows: 0 })
    expect(await die({ at: later(60).toISOString(), dieBefore: { statement: 'insert into item ', nth: 2 } })).toBe(
      'SIGKILL',
    )
    // The database lets go of what the dead process had locked when it notices the end of its connection.
    await expect.poll(async () => (await work(later(120))).imports, { timeout: 20_000 }).toBe(1)
    expect(await see(id)).toMatchObject({ state: 'done', found: 700, added: 693, known: 0, refused: 7 })
    expect(await itemsOf(id)).toHaveLength(693)
    const entries = await database.db
      .selectFrom('auditEvent')
      .select('action')
      .where('objectId', '=', id)
      .where('action', '=', 'items.import')
      .execute()
    expect(entries).toHaveLength(3)
  })
})
