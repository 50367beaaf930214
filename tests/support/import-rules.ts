import { dirname, join, normalize } from 'node:path'
import { isTestSource, workspaceOf, type Source, type SourceImport, type Workspace } from './read-sources.ts'

/** Which workspaces each may import. */
export const ARROWS: Record<Workspace, readonly Workspace[]> = {
  core: ['core'],
  db: ['core', 'db'],
  workers: ['core', 'db', 'workers'],
  api: ['core', 'db', 'api'],
  web: ['core', 'web'],
  hub: ['core', 'db', 'workers', 'api', 'hub', 'config'],
  config: ['core', 'config'],
  tests: ['core', 'db', 'workers', 'api', 'web', 'hub', 'config', 'tests'],
}

/** What tests of every workspace may take from elsewhere. */
const TEST_TOOLS = /^(tests\/support\/|config\/test-env\.ts$)/

/** Packages that give a door of the house to one who may not have it. */
const PACKAGES_REFUSED: Partial<Record<Workspace, RegExp>> = {
  core: /^node:/,
  api: /^(undici|ioredis|bullmq|node:https?)$/,
  web: /^(node:|kysely$|pg$)/,
}

/** The file outside `db` that hands a connection to a library with tables of its own. */
const CONNECTION_HOLDER = 'workers/queue.ts'

/** The one file that opens connections to the outside network, and what such connections are opened with. */
const NETWORK_DOOR = 'workers/collect/fetch-feed.ts'
const NETWORK_PACKAGES = /^(undici|axios|got|node-fetch|(node:)?(https?|http2|net|tls|dgram))$/

/** The repository path an import leads to; undefined for packages. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replace(/\?.*$/, '')
  return specifier.startsWith('@hub/') ? specifier.slice('@hub/'.length) : undefined
}

/** Imports of a workspace, or of a package, that the importing workspace may not have. */
export function findForbiddenImports(sources: Source[]): string[] {
  return eachImport(sources, (source, found) => {
    const from = workspaceOf(source.path)
    if (from === undefined) return undefined
    const target = resolveImport(source.path, found.specifier)
    if (target === undefined) {
      const isRefused = PACKAGES_REFUSED[from]?.test(found.specifier) === true && !isTestSource(source.path)
      return isRefused && !found.isTypeOnly ? `${from} may not import ${found.specifier}` : undefined
    }
    const to = workspaceOf(target)
    if (to === undefined || ARROWS[from].includes(to)) return undefined
    if (isTestSource(source.path) && TEST_TOOLS.test(target)) return undefined
    return `${from} may not import ${to} (${target})`
  })
}

/** `natural` as a whole, which costs seconds to load. */
export function findNaturalRoot(sources: Source[]): string[] {
  return eachImport(sources, (_, { specifier, isTypeOnly }) =>
    specifier === 'natural' && !isTypeOnly ? 'import natural/lib/natural/<part>, not natural' : undefined,
  )
}

/** The database's libraries outside `db`. */
export function findForeignDatabaseImports(sources: Source[]): string[] {
  return eachImport(sources, ({ path }, { specifier, isTypeOnly }) => {
    const isAllowed = path.startsWith('db/') || isTestSource(path) || isTypeOnly
    if (isAllowed || !/^(pg|kysely)(\/|$)/.test(specifier)) return undefined
    return specifier === 'pg' && path === CONNECTION_HOLDER ? undefined : `${specifier} belongs to db`
  })
}

/** Ways to the outside network beside the guarded one: packages, and the global `fetch`. */
export function findForeignNetworkDoors(sources: Source[]): string[] {
  const isBound = ({ path }: Source) => path.startsWith('workers/') && path !== NETWORK_DOOR && !isTestSource(path)
  const imports = eachImport(sources.filter(isBound), (_, { specifier, isTypeOnly }) =>
    NETWORK_PACKAGES.test(specifier) && !isTypeOnly ? `${specifier} is for ${NETWORK_DOOR} alone` : undefined,
  )
  const globals = sources
    .filter((source) => isBound(source) || source.path === NETWORK_DOOR)
    .flatMap(({ path, globals: found }) =>
      found
        .filter(({ text }) => /^(new )?(fetch|WebSocket|EventSource|XMLHttpRequest)\(\)$/.test(text))
        .map(({ line, text }) => `${path}:${line}: ${text} passes by the guarded door`),
    )
  return [...imports, ...globals]
}

/** Files that import each other in a circle, each circle once. */
export function findCycles(sources: Source[]): string[] {
  const known = new Set(sources.map((source) => source.path))
  const edges = new Map(
    sources.map((source) => {
      const targets = source.imports.map((found) => resolveImport(source.path, found.specifier))
      return [source.path, targets.filter((target) => target !== undefined && known.has(target)).map(String)]
    }),
  )
  const faults: string[] = []
  const finished = new Set<string>()
  const walk = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      faults.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    if (finished.has(path)) return
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path])
    finished.add(path)
  }
  for (const { path } of sources) walk(path, [])
  return faults
}

function eachImport(sources: Source[], judge: (source: Source, found: SourceImport) => string | undefined): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((found) => {
      const fault = judge(source, found)
      return fault === undefined ? [] : [`${source.path}: ${fault}`]
    }),
  )
}
