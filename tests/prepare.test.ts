import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ROOT } from './support/read-sources.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-prepare-'))
  cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true })
  writePackage('1.0.0')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('preparing', () => {
  test('installs the first time, then only when the packages changed, and never speaks on stdout', () => {
    const first = prepare('test')
    expect(first.stderr).toMatch(/^Installing packages \(the first time, about a minute\) …\n.*done in \d+ s\.\n$/s)
    expect(existsSync(join(folder, 'node_modules/.hub-installed'))).toBe(true)
    expect(prepare('test')).toEqual({ status: 0, stdout: '', stderr: '' })
    writePackage('1.0.1')
    const changed = prepare('start')
    expect(changed.stderr).toMatch(/^Installing changed packages …/)
    expect([first.status, changed.status, first.stdout + changed.stdout]).toEqual([0, 0, ''])
  })

  test('leaves the packages of a running hub alone when a command comes along', () => {
    prepare('start')
    writePackage('1.0.1')
    const beside = prepare('hub')
    expect(beside).toMatchObject({ status: 0, stdout: '' })
    expect(beside.stderr).toMatch(/^Note: .*next `npm start` installs them/)
    expect(prepare('start').stderr).toMatch(/^Installing changed packages/)
  })

  test('builds the web app for a start and not for a command', () => {
    mkdirSync(join(folder, 'web'))
    mkdirSync(join(folder, 'core'))
    writeFileSync(join(folder, 'web/index.html'), '<!doctype html>')
    const start = prepare('start')
    // Vite is not among this folder's packages, so the build is tried and its failure told.
    expect(start.status).toBe(1)
    expect(start.stderr).toMatch(/Building the web app …\nThe web app could not be built:/)
    expect(prepare('hub')).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test('explains a lockfile that does not fit', () => {
    writeFileSync(join(folder, 'package-lock.json'), '{}')
    const broken = prepare('start')
    expect(broken.status).toBe(1)
    expect(broken.stderr).toMatch(/The packages could not be installed\.\nnpm said:/)
    expect(broken.stderr).not.toMatch(/prepare\.mjs:\d+/)
  })

  test('takes over from a preparation that was killed', () => {
    writeFileSync(join(folder, '.prepare.lock'), '999999999')
    expect(prepare('start').status).toBe(0)
    expect(existsSync(join(folder, '.prepare.lock'))).toBe(false)
  })
})

function prepare(purpose: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prepare.mjs', purpose], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** A repository of one workspace, whose installation is one link and needs no network. */
function writePackage(version: string): void {
  const root = { name: 'prepared', version, workspaces: ['part'] }
  const part = { name: 'part', version: '1.0.0' }
  const packages = { '': root, 'node_modules/part': { resolved: 'part', link: true }, part }
  mkdirSync(join(folder, 'part'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, private: true }))
  writeFileSync(join(folder, 'part/package.json'), JSON.stringify(part))
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: root.name, version, lockfileVersion: 3, packages }),
  )
}
