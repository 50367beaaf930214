import { describe, expect, test } from 'vitest'
import {
  findCycles,
  findForbiddenImports,
  findForeignDatabaseImports,
  findForeignNetworkDoors,
  findNaturalRoot,
} from './support/import-rules.ts'
import { parseSource, readSources, type Source } from './support/read-sources.ts'
import { findDeepFolders, findDrift, findEmptyNames, findLongFiles } from './support/size-rules.ts'
import { findAnyTypes, findBareTodos, findEnvReads, findImpurities, findSqlText } from './support/text-rules.ts'

interface Rule {
  name: string
  find: (sources: Source[]) => string[]
  /** Sources that break the rule, by path. */
  bad: Record<string, string>[]
  /** Sources that come close and keep it. */
  good: Record<string, string>
}

const RULES: Rule[] = [
  {
    name: 'imports follow the arrows',
    find: findForbiddenImports,
    bad: [
      { 'core/case/a.ts': `import { db } from '@hub/db/connect.ts'` },
      { 'core/case/a.ts': `import { readFile } from 'node:fs'` },
      { 'core/case/a.ts': `export { x } from '../../db/x.ts'` },
      { 'db/case/a.ts': `import { send } from '@hub/workers/notify/send.ts'` },
      { 'workers/jobs/a.ts': `import { app } from '@hub/api/app.ts'` },
      { 'workers/jobs/a.ts': `const env = await import('@hub/config/env.ts')` },
      { 'api/routes/a.ts': `import { poll } from '@hub/workers/jobs/poll.ts'` },
      { 'api/routes/a.ts': `import { fetch } from 'undici'` },
      { 'api/routes/a.ts': `import type { Hub } from '@hub/hub/main.ts'` },
      { 'web/pages/a.tsx': `import type { App } from '@hub/api/app.ts'` },
      { 'web/pages/a.tsx': `import type { Database } from '@hub/db/schema.ts'` },
      { 'config/a.ts': `import { connect } from '@hub/db/connect.ts'` },
      { 'db/a.ts': `import { createTestDatabase } from '@hub/tests/support/test-database.ts'` },
      { 'db/a.test.ts': `import { flow } from '@hub/tests/flows/flow.ts'` },
      { 'workers/a.ts': `import { readTestEnv } from '@hub/config/test-env.ts'` },
      { 'workers/a.test.ts': `import { readEnv } from '@hub/config/env.ts'` },
    ],
    good: {
      'web/pages/b.tsx': `import { rule } from '@hub/core/rule.ts'`,
      'db/b.db.test.ts': `import { createTestDatabase } from '@hub/tests/support/test-database.ts'`,
      'workers/b.test.ts': `import { readTestEnv } from '@hub/config/test-env.ts'\nimport { serveFeeds } from '../tests/support/feed-server.ts'`,
      'hub/b.ts': `import { app } from '@hub/api/app.ts'\nimport { start } from '@hub/workers/main.ts'`,
      'core/b.test.ts': `import { readFileSync } from 'node:fs'`,
    },
  },
  {
    name: 'no files import each other in a circle',
    find: findCycles,
    bad: [
      {
        'core/a.ts': `import './b.ts'`,
        'core/b.ts': `import { c } from '@hub/core/c.ts'`,
        'core/c.ts': `export * from './a.ts'`,
      },
      { 'core/a.ts': `import './a.ts'` },
    ],
    good: { 'core/a.ts': `import './b.ts'\nimport './c.ts'`, 'core/b.ts': `import './c.ts'`, 'core/c.ts': '' },
  },
  {
    name: 'natural is imported in parts',
    find: findNaturalRoot,
    bad: [{ 'core/a.ts': `import natural from 'natural'` }, { 'core/a.ts': `const natural = await import('natural')` }],
    good: { 'core/b.ts': `import stem from 'natural/lib/natural/stemmers/porter_stemmer.js'` },
  },
  {
    name: 'the database libraries stay in db',
    find: findForeignDatabaseImports,
    bad: [
      { 'api/routes/a.ts': `import { sql } from 'kysely'` },
      { 'workers/jobs/a.ts': `import pg from 'pg'` },
      { 'workers/queue.ts': `import { sql } from 'kysely'` },
      { 'api/auth.ts': `import pg from 'pg'` },
    ],
    good: {
      'db/b.ts': `import pg from 'pg'`,
      'workers/queue.ts': `import pg from 'pg'`,
      'hub/b.ts': `import type { PoolConfig } from 'pg'`,
    },
  },
  {
    name: 'the outside network has one door',
    find: findForeignNetworkDoors,
    bad: [
      { 'workers/pages/a.ts': `import { request } from 'undici'` },
      { 'workers/pages/a.ts': `import { get } from 'node:https'` },
      { 'workers/pages/a.ts': `const page = await fetch('https://example.org')` },
      { 'workers/collect/fetch-feed.ts': `const page = await fetch('https://example.org')` },
    ],
    good: {
      'workers/collect/fetch-feed.ts': `import { request } from 'undici'`,
      'workers/pages/b.ts': `import type { LookupFunction } from 'node:net'`,
      'workers/pages/c.ts': `const run = (door: Door) => door.fetch('https://example.org')`,
      'workers/pages/b.test.ts': `import { createServer } from 'node:http'`,
    },
  },
  {
    name: 'SQL stays in db',
    find: findSqlText,
    bad: [
      { 'api/routes/a.ts': 'const q = `select id from item where id = ${x}`' },
      { 'workers/jobs/a.ts': `const q = 'DELETE FROM item WHERE id = 1'` },
      { 'hub/a.ts': 'const q = `\n  UPDATE item SET state = 1`' },
      { 'workers/jobs/b.ts': `const q = "insert into item (id) values (1)"` },
    ],
    good: {
      'web/b.tsx': `const words = ['Select a unit from the list', 'select', 'Delete from the board', 'update the case']`,
      'db/b.ts': 'const q = `select 1 from item`',
    },
  },
  {
    name: 'process.env is read in config only',
    find: findEnvReads,
    bad: [{ 'api/a.ts': 'const port = process.env.PORT' }, { 'tests/a.test.ts': `const { PORT } = process.env` }],
    good: {
      'config/env.ts': 'const port = process.env.PORT',
      'scripts/prepare.mjs': 'const npm = process.env.npm_execpath',
    },
  },
  {
    name: 'core is pure',
    find: findImpurities,
    bad: [
      { 'core/a.ts': 'const now = Date.now()' },
      { 'core/a.ts': 'const now = new Date()' },
      { 'core/a.ts': 'const chance = Math.random()' },
      { 'core/a.ts': 'const id = crypto.randomUUID()' },
      { 'core/a.ts': `const page = await fetch('https://example.org')` },
      { 'core/a.ts': 'setTimeout(() => undefined, 5)' },
      { 'core/a.ts': 'const root = process.cwd()' },
    ],
    good: {
      'core/b.ts': 'const day = new Date(0)\nconst dates = [Date.UTC(2026, 1), Math.max(1, 2)]',
      'db/b.ts': 'const now = new Date()',
    },
  },
  {
    name: 'files keep to their size',
    find: findLongFiles,
    bad: [{ 'core/a.ts': 'export {}\n'.repeat(501) }],
    good: { 'core/b.ts': '// line\n'.repeat(500), 'db/migrations/a.ts': '// line\n'.repeat(900) },
  },
  {
    name: 'the usual file stays small',
    find: findDrift,
    bad: [
      { 'core/a.ts': '// line\n'.repeat(81) },
      Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`core/a${index}.ts`, '// line\n'.repeat(index < 10 ? 10 : 301)]),
      ),
    ],
    good: { 'core/a.ts': '// line\n'.repeat(80), 'core/a.test.ts': '// line\n'.repeat(400) },
  },
  {
    name: 'folders are at most four deep',
    find: findDeepFolders,
    bad: [{ 'core/a/b/c/d/e.ts': '' }],
    good: { 'core/a/b/c/e.ts': '' },
  },
  {
    name: 'names say something',
    find: findEmptyNames,
    bad: [{ 'core/utils/a.ts': '' }, { 'db/helpers.ts': '' }, { 'core/case/index.ts': '' }, { 'web/common/a.tsx': '' }],
    good: { 'db/item/index-items.ts': '', 'core/share/tlp.ts': '' },
  },
  {
    name: 'a TODO names its issue',
    find: findBareTodos,
    bad: [{ 'core/a.ts': '// TODO later' }, { 'core/a.ts': '/* FIXME */' }],
    good: { 'core/b.ts': `// TODO (#12) when feeds carry languages\nconst words = 'TODO'` },
  },
  {
    name: 'nothing is of type any',
    find: findAnyTypes,
    bad: [
      { 'core/a.ts': 'const a: any = 1' },
      { 'core/a.ts': 'const a = [] as any[]' },
      { 'core/a.ts': 'type A = Record<string, any>' },
    ],
    good: { 'core/b.ts': `const any = 'any'\nconst b: unknown = any` },
  },
]

const repository = readSources()

describe.each(RULES)('$name', ({ find, bad, good }) => {
  test('in this repository', () => {
    expect(repository.length).toBeGreaterThan(50)
    expect(find(repository)).toEqual([])
  })

  test.each(bad)('catches %o', (files) => {
    expect(find(parse(files))).not.toEqual([])
  })

  test('lets pass what keeps it', () => {
    expect(find(parse(good))).toEqual([])
  })
})

function parse(files: Record<string, string>): Source[] {
  return Object.entries(files).map(([path, text]) => parseSource(path, text))
}
