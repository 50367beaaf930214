import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'

import { en } from './messages.ts'
import { accentText } from './pseudo.ts'

const WEB = join(import.meta.dirname, '..')
const LOCALE = join(import.meta.dirname, 'locales', 'en')

const areas = readdirSync(LOCALE).map((file) => {
  const messages: Record<string, string> = JSON.parse(readFileSync(join(LOCALE, file), 'utf8'))
  return { area: file.replace('.json', ''), messages }
})

function readSources(): string {
  return readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(WEB, path), 'utf8'))
    .join('\n')
}

describe('the English catalogue', () => {
  const ids = Object.keys(en)
  const sources = readSources()

  test('each area is in the catalogue, and its ids start with its name', () => {
    const loose = areas.flatMap(({ area, messages }) =>
      Object.keys(messages).filter((id) => !(id in en) || !id.startsWith(`${area}.`)),
    )
    expect(loose).toEqual([])
  })

  test.each(Object.entries(en))('%s parses', (_, message) => {
    expect(() => compileMessageOrThrow(message)).not.toThrow()
    expect(() => compileMessageOrThrow(message, accentText)).not.toThrow()
  })

  test('every message is used', () => {
    const literal = new Set([...sources.matchAll(/['"`]([a-z]+\.[\w.-]+)['"`]/gi)].map((match) => match[1]))
    const patterns = [
      ...new Set([...sources.matchAll(/`([a-z]+\.[^`\s]*\$\{[^`]*)`/gi)].map((match) => match[1] ?? '')),
    ].map(
      (template) =>
        new RegExp(
          `^${template
            .split(/\$\{[^}]*\}/)
            .map(escape)
            .join('[\\w+-]+')}$`,
        ),
    )
    expect(ids.filter((id) => !literal.has(id) && !patterns.some((pattern) => pattern.test(id)))).toEqual([])
  })

  test('every id that is written out exists', () => {
    const known = new Set<string>(ids)
    const named = [...sources.matchAll(/(?:\bt\(|<T\s+id=)['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '')
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  test('no message judges what no person judged', () => {
    expect(Object.entries(en).filter(([, message]) => /disinformation|fake news/i.test(message))).toEqual([])
  })
})

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
