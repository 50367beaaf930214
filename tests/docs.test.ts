import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENV_NAMES } from '@hub/config/env.ts'
import { TEST_ENV_NAMES } from '@hub/config/test-env.ts'
import { describe, expect, test } from 'vitest'
import {
  findBrokenLinks,
  findMissingPaths,
  findUnexplainedSettings,
  findUnknownScripts,
  findUnknownSettings,
  type Page,
} from './support/docs-rules.ts'
import { listFiles, ROOT } from './support/read-sources.ts'

const scripts = Object.keys(readScripts())
const settings = [...ENV_NAMES, ...TEST_ENV_NAMES]
const pages: Page[] = ['README.md', 'ARCHITECTURE.md', ...listFiles('docs').filter((path) => path.endsWith('.md'))].map(
  (path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  }),
)

describe('the documentation', () => {
  test('links to what is there', () => expect(findBrokenLinks(ROOT, pages)).toEqual([]))
  test('names paths that exist', () => expect(findMissingPaths(ROOT, pages)).toEqual([]))
  test('names scripts that exist', () => expect(findUnknownScripts(scripts, pages)).toEqual([]))
  test('names settings that exist', () => expect(findUnknownSettings(settings, pages)).toEqual([]))
  test('explains every setting', () => expect(findUnexplainedSettings(ENV_NAMES, pages)).toEqual([]))
})

describe('the check of the documentation', () => {
  const page = (text: string): Page[] => [{ path: 'docs/page.md', text }]

  test('catches broken links, and follows good ones from the page', () => {
    expect(findBrokenLinks(ROOT, page('[a](missing.md) ![b](../none.png) <img alt="" src="c.png">'))).toHaveLength(3)
    expect(findBrokenLinks(ROOT, page('[a](../package.json#x) [b](https://example.org/x) [c](#here)'))).toEqual([])
  })

  test('catches missing paths, with or without their suffix', () => {
    expect(findMissingPaths(ROOT, page('see `core/nowhere/rule.ts` and `db/nothing`'))).toHaveLength(2)
    expect(findMissingPaths(ROOT, page('see `db/connect`, `config/env.ts`, `db/embedded/`, `db/<noun>/`'))).toEqual([])
  })

  test('catches unknown scripts', () => {
    expect(
      findUnknownScripts(
        ['hub', 'test:db'],
        page('`npm run hub -- x`, `npm run test:db`, npm run --silent hub, npm run fly.'),
      ),
    ).toEqual(['docs/page.md: npm run fly is not in package.json'])
  })

  test('catches unknown and unexplained settings', () => {
    expect(findUnknownSettings(settings, page('`HUB_DATADIR`, `HUB_SECRET`, DATABASE_URL, LOG_COLOUR'))).toHaveLength(2)
    expect(findUnexplainedSettings(['PORT', 'HUB_SECRET'], page('`PORT` is a port'))).toEqual([
      'HUB_SECRET is explained nowhere',
    ])
  })
})

function readScripts(): Record<string, string> {
  const parsed: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return parsed.scripts
}
