import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ROOT } from './support/read-sources.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-lean-'))
  mkdirSync(join(folder, 'scripts'))
  mkdirSync(join(folder, 'node_modules'))
  cpSync(join(ROOT, 'scripts/start-lean.mjs'), join(folder, 'scripts/start-lean.mjs'))
  writeFileSync(
    join(folder, 'tell.mjs'),
    `const { MALLOC_ARENA_MAX: arenas, NODE_COMPILE_CACHE: compiled } = process.env
     console.log(JSON.stringify({ arenas, compiled, rest: process.argv.slice(2), options: process.execArgv }))
     process.exitCode = 7`,
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a lean start', () => {
  test('asks for one arena, keeps compiled code, and runs the program with all it was given', () => {
    const { status, told } = run({})
    expect(status).toBe(7)
    const canReplaceItself = process.platform === 'linux' && process.execve !== undefined
    expect(told.arenas).toBe(canReplaceItself ? '1' : undefined)
    expect(told.compiled).toBe(join(folder, 'node_modules/.cache/hub-compiled'))
    expect(existsSync(join(folder, 'node_modules/.cache/hub-compiled'))).toBe(true)
    expect(told.rest).toEqual(['--only', 'workers'])
    expect(told.options).toContain('--heap-growing-percent=20')
  })

  test('leaves what the operator has set', () => {
    const { told } = run({ MALLOC_ARENA_MAX: '4', NODE_COMPILE_CACHE: join(folder, 'own') })
    expect(told).toMatchObject({ arenas: '4', compiled: join(folder, 'own') })
  })

  test('runs the program where the folder may not be written', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true })
    writeFileSync(join(folder, 'node_modules'), '')
    const { status, told } = run({})
    expect([status, told.compiled, told.rest]).toEqual([7, undefined, ['--only', 'workers']])
  })
})

function run(env: Record<string, string>) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      './scripts/start-lean.mjs',
      '--heap-growing-percent=20',
      join(folder, 'tell.mjs'),
      '--only',
      'workers',
    ],
    { cwd: folder, env, encoding: 'utf8' },
  )
  const told: { arenas?: string; compiled?: string; rest: string[]; options: string[] } = JSON.parse(stdout)
  return { status, told }
}
