// Runs before `npm start`, `npm test` and `npm run hub` (purposes: start, test, workers, hub): installs the packages when
// the lockfile changed and builds the web app when its sources changed. Plain JavaScript without dependencies, for any
// Node from 18 on, since nothing is installed yet the first time. Speaks on stderr only, so that `--json` output stays
// clean.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, openSync, closeSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const MODULES = join(ROOT, 'node_modules')
const INSTALL_MARK = join(MODULES, '.hub-installed')
const BUNDLED_NODE = join(MODULES, '.bin/node')
const WEB_MARK = join(ROOT, 'web/dist/.built-from')
const LOCK = join(ROOT, '.prepare.lock')
const NEEDS_WEB = ['start', 'test']
const NODE_MIN = [22, 18]
const STILL_BUSY_MS = 15_000

const purpose = process.argv[2] ?? 'start'
/** Something a person can mend; shown without a stack. */
class Fault extends Error {}

async function prepare() {
  if (isInstalled() && isWebBuilt()) return
  if (purpose === 'hub' && existsSync(INSTALL_MARK)) {
    // A hub may be running on these packages: they are replaced by the next start, not under its feet.
    if (!isInstalled()) say('Note: the list of packages changed. The next `npm start` installs them.')
    return
  }
  await alone(async () => {
    if (!isInstalled()) await install()
    if (!isWebBuilt()) await buildWeb()
  })
}

function isInstalled() {
  return readMark(INSTALL_MARK) === hashOfWantedPackages()
}

function isWebBuilt() {
  if (!NEEDS_WEB.includes(purpose) || !existsSync(join(ROOT, 'web/index.html'))) return true
  return readMark(WEB_MARK) === hashOf(webSources())
}

async function install() {
  refuseOldNode()
  const isFirst = !existsSync(INSTALL_MARK)
  const wanted = hashOfWantedPackages()
  await step(
    isFirst ? 'Installing packages (the first time, about a minute)' : 'Installing changed packages',
    async () => {
      const args = [
        'ci',
        '--ignore-scripts',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]
      const { code, output } = await run(...npmCommand(args), ROOT)
      if (code !== 0) throw new Fault(explainInstall(output))
    },
  )
  dropForeignNode()
  writeMark(INSTALL_MARK, wanted)
}

async function buildWeb() {
  const wanted = hashOf(webSources())
  await step('Building the web app', async () => {
    const node = existsSync(BUNDLED_NODE) ? BUNDLED_NODE : process.execPath
    const vite = join(MODULES, 'vite/bin/vite.js')
    const { code, output } = await run(node, [vite, 'build', '--logLevel', 'warn'], join(ROOT, 'web'))
    if (code !== 0) throw new Fault(`The web app could not be built:\n${firstLines(output, 25)}`)
  })
  writeMark(WEB_MARK, wanted)
}

/** Says what is happening, again while it lasts, and how long it took. */
async function step(words, act) {
  const startedMs = Date.now()
  const seconds = () => Math.round((Date.now() - startedMs) / 1000)
  say(`${words} …`)
  const reminder = setInterval(() => say(`${words} … ${seconds()} s so far`), STILL_BUSY_MS)
  try {
    await act()
    say(`${words}: done in ${seconds()} s.`)
  } finally {
    clearInterval(reminder)
  }
}

/** One preparation at a time: `npm start` and `npm test` may be typed together. */
async function alone(act) {
  for (let hasWaited = false; !takeLock(); hasWaited = true) {
    if (!hasWaited) say('Another command is installing or building here; waiting for it …')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const giveBack = () => rmSync(LOCK, { force: true })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      giveBack()
      process.exit(1)
    })
  }
  try {
    await act()
  } finally {
    giveBack()
  }
}

function takeLock() {
  try {
    const file = openSync(LOCK, 'wx')
    writeFileSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST')
      throw new Fault(`Cannot write to ${ROOT} (${error.message}). Run this as the user who owns the folder.`)
    const holder = Number(readMark(LOCK))
    if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true })
    return false
  }
}

/** Process numbers are reused: where the system tells, the holder must be a preparation too. */
function isAlive(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('prepare.mjs')
  } catch {
    if (process.platform === 'linux') return false
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  if (hasBundledNode()) return
  throw new Fault(
    `This is Node ${process.versions.node} on ${process.platform} ${process.arch}. The hub brings its own Node for Linux (glibc) on x64 and arm64; ` +
      `elsewhere it needs Node ${NODE_MIN.join('.')} or newer: https://nodejs.org`,
  )
}

function hasBundledNode() {
  return process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch) && !isMusl()
}

/** On musl systems the bundled Node is installed but cannot run; out of the way, the system's own is found. */
function dropForeignNode() {
  if (existsSync(BUNDLED_NODE) && spawnSync(BUNDLED_NODE, ['--version']).status !== 0)
    rmSync(BUNDLED_NODE, { force: true })
}

function isMusl() {
  return process.report?.getReport?.().header?.glibcVersionRuntime === undefined
}

function npmCommand(args) {
  const npm = process.env.npm_execpath
  return npm !== undefined && npm.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args]
}

function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function explainInstall(output) {
  const detail = `\nnpm said:\n${firstLines(output, 12)}`
  if (/ENOSPC/.test(output))
    return `The packages could not be installed: the disk is full. Free about 1 GB and try again.${detail}`
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `The packages could not be installed: this user may not write to ${MODULES}. Run this as the user who owns the folder.${detail}`
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return `The packages could not be installed: the npm registry was not reached. Check the network (or the proxy: npm config get proxy) and try again.${detail}`
  }
  return `The packages could not be installed.${detail}`
}

/** Over the lockfile and what each workspace depends on; a changed script or version needs no new installation. */
function hashOfWantedPackages() {
  const root = readPackage('package.json')
  const wanted = ['.', ...root.workspaces].map((folder) => {
    const { dependencies, devDependencies, optionalDependencies } = readPackage(`${folder}/package.json`)
    return [folder, dependencies, devDependencies, optionalDependencies]
  })
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${JSON.stringify(wanted)}`)
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex')
}

function readPackage(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}

function webSources() {
  const api = existsSync(join(ROOT, 'api'))
    ? readdirSync(join(ROOT, 'api')).filter((name) => name.startsWith('client'))
    : []
  return ['package-lock.json', ...filesUnder('web'), ...filesUnder('core'), ...api.map((name) => `api/${name}`)]
}

function filesUnder(folder) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['node_modules', 'dist', '.turbo'].includes(entry.name) ? [] : filesUnder(path)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
  })
}

function hashOf(files) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of [...files].sort()) hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function readMark(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function writeMark(path, text) {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new Fault(`Cannot write ${path} (${error.message}). Run this as the user who owns the folder.`)
  }
}

function firstLines(text, count) {
  return stripVTControlCharacters(text).trim().split('\n').slice(0, count).join('\n')
}

function say(words) {
  process.stderr.write(`${words}\n`)
}

await prepare().catch((error) => {
  say(error instanceof Fault ? error.message : (error?.stack ?? String(error)))
  process.exitCode = 1
})
