import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { UnitId } from '@hub/core/ids.ts'
import { EMPTY_ALLOW_LIST, parseAllowList } from '@hub/core/source/allow-list.ts'
import { parseOpmlText } from '@hub/core/source/parse-opml.ts'
import { writeOpml } from '@hub/core/source/write-opml.ts'
import { buildUnit, buildUser, by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { WriteBy } from '../write.ts'
import { advanceImport, IMPORT_STEP } from './advance-import.ts'
import { exportSources } from './export-sources.ts'
import { fillImport } from './fill-import.ts'
import { listSources } from './list-sources.ts'
import { findOpenImports, getImport, listImports, listRefused } from './read-imports.ts'
import { startImport } from './start-import.ts'

const scope = scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'source.read')!
const job = by(TEST_JOB)

describe('imports', () => {
  let database: TestDatabase
  let unitId: UnitId
  let coordinator: WriteBy
  let analyst: WriteBy
  let comms: WriteBy
  let profile: Row<'watchProfile'>
  const db = () => database.db
  const view = (id: string) => getImport(db(), scope, id, TEST_NOW)
  const start = (who: WriteBy, opml: string) =>
    startImport(db(), who, { name: 'feeds.opml', profileId: profile.id, file: { opml } })
  const carryOut = async (id: string, allowList = EMPTY_ALLOW_LIST) => {
    while (!(await advanceImport(db(), job, id, allowList)).isDone);
  }
  const outline = (lines: readonly string[]) => `<opml version="2.0"><body>\n${lines.join('\n')}\n</body></opml>`

  beforeAll(async () => {
    database = await createTestDatabase()
    unitId = (await buildUnit(db())).id
    coordinator = by((await buildUser(db(), { role: 'coordinator', unitId, name: 'Kim' })).actor)
    analyst = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
    comms = by((await buildUser(db(), { role: 'comms', unitId })).actor)
    profile = await buildProfile(db(), [])
  })
  afterAll(() => database.close())

  test('takes ten thousand outlines in steps that each leave one entry, and reports the wrong lines', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `<outline text="Feed ${index}" xmlUrl="http://127.0.0.1:9000/feed-${index}.xml"/>`,
    )
    lines[41] = '<outline text="Mail" xmlUrl="mailto:x"/>'
    const opml = outline(lines)
    const { allowList } = parseAllowList('127.0.0.1')
    let id = ''
    expect(await countAudit(db(), async () => (id = await start(coordinator, opml)))).toBe(1)
    expect(await view(id)).toMatchObject({ state: 'waiting', total: null, startedBy: 'Kim' })
    expect(await findOpenImports(db(), LIVE_WORLD)).toEqual([{ id, opml }])
    const fill = () => fillImport(db(), job, id, parseOpmlText(opml))
    expect([await countAudit(db(), fill), await countAudit(db(), fill)]).toEqual([1, 0])
    expect(await countAudit(db(), () => advanceImport(db(), job, id, allowList))).toBe(1)
    expect(await view(id)).toMatchObject({ state: 'running', total: 10_000, done: IMPORT_STEP + 1, added: IMPORT_STEP })
    // Two processes that carry it out at once take turns.
    await Promise.all([carryOut(id, allowList), carryOut(id, allowList)])
    expect(await view(id)).toMatchObject({ state: 'done', done: 10_000, added: 9_999, alreadyThere: 0, refused: 1 })
    expect(await countAudit(db(), () => carryOut(id, allowList))).toBe(0)
    const { rows } = await listRefused(db(), scope, id, { limit: 10 })
    expect(rows).toMatchObject([{ line: 43, text: 'Mail', todo: 'Look for a web address of the same feed.' }])
    const again = await start(coordinator, opml)
    await fillImport(db(), job, again, parseOpmlText(opml))
    await carryOut(again, allowList)
    expect(await view(again)).toMatchObject({ added: 0, alreadyThere: 9_999 })
    expect((await listImports(db(), scope, TEST_NOW)).map((each) => each.id)).toEqual([again, id])
    const { total } = await listSources(db(), scope, { profileId: profile.id, limit: 1 }, TEST_NOW)
    expect(total).toBe(9_999)
  })

  test('proposes for those who may not approve, in the name of who handed it in', async () => {
    const opml = outline(['<outline text="Ours" xmlUrl="https://proposed.example/feed"/>'])
    const id = await start(analyst, opml)
    await fillImport(db(), job, id, parseOpmlText(opml))
    await carryOut(id)
    const { rows } = await listSources(db(), scope, { q: 'proposed.example', limit: 5 }, TEST_NOW)
    expect(rows).toMatchObject([{ state: 'proposed', proposedBy: 'A analyst', profiles: [{ id: profile.id }] }])
  })

  test('a file that is none fails in words; wrong roles and withdrawn profiles are refused', async () => {
    const id = await start(coordinator, 'nothing')
    await fillImport(db(), job, id, parseOpmlText('nothing'))
    expect(await view(id)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/not an OPML file/) })
    expect(await advanceImport(db(), job, id, EMPTY_ALLOW_LIST)).toEqual({ isDone: true })
    await expect(start(comms, '<opml/>')).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => start(comms, '<opml/>'))).toBe(0)
    await expect(advanceImport(db(), analyst, id, EMPTY_ALLOW_LIST)).rejects.toBeInstanceOf(Forbidden)
    const file = { opml: '<opml/>' }
    await expect(startImport(db(), coordinator, { name: 'x', file })).rejects.toMatchObject({ code: 'profile_needed' })
    const gone = await buildProfile(db(), [], { state: 'withdrawn', approvedBy: null, approvedAt: null })
    await expect(startImport(db(), coordinator, { name: 'x', profileId: gone.id, file })).rejects.toMatchObject({
      code: 'profile_withdrawn',
    })
  })

  test('what is exported comes back the same, folders and all', async () => {
    const opml = outline([
      '<outline text="News"><outline text="Local &amp; near">',
      '<outline text="A &quot;paper&quot;" xmlUrl="https://round.example/a?x=1&amp;y=2" htmlUrl="https://round.example/"/>',
      '</outline></outline>',
      '<outline text="B" xmlUrl="https://round.example/b"/>',
    ])
    const id = await start(coordinator, opml)
    await fillImport(db(), job, id, parseOpmlText(opml))
    await carryOut(id)
    const entries = await exportSources(db(), scope, { q: 'round.example' }, TEST_NOW)
    const read = parseOpmlText(writeOpml({ title: 'Sources', createdAt: TEST_NOW, entries }))
    expect(read.refused).toEqual([])
    expect(read.entries.map(({ line: _line, ...entry }) => entry)).toEqual([
      {
        url: 'https://round.example/a?x=1&y=2',
        title: 'A "paper"',
        siteUrl: 'https://round.example/',
        folder: ['News', 'Local & near'],
      },
      { url: 'https://round.example/b', title: 'B', siteUrl: null, folder: [] },
    ])
  })
})
