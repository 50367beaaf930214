// Loaded before the hub (`node --import`): settings of the process that save memory and that no option of node has.
import { mkdirSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const COMPILED = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules/.cache/hub-compiled')

if (isMainThread) {
  keepCompiled()
  askForOneArena()
}

/**
 * Code that was compiled once is read from a file, and node does not load what strips the types (50 MB of WebAssembly in all
 * threads, which learn of the folder by the environment). In the packages' folder, which whoever may write there could
 * change anyway; where this user may not, code is compiled anew each time.
 */
function keepCompiled() {
  if (process.env.NODE_COMPILE_CACHE !== undefined) return
  try {
    mkdirSync(COMPILED, { recursive: true })
    process.env.NODE_COMPILE_CACHE = COMPILED
    module.enableCompileCache?.(COMPILED)
  } catch {
    // The hub runs without.
  }
}

/**
 * glibc keeps a heap for each thread, and what one freed none of the others takes. It reads the variable at its start, so
 * the process replaces itself; where node cannot do that, it goes on as it is.
 */
function askForOneArena() {
  if (process.platform !== 'linux' || process.execve === undefined || process.env.MALLOC_ARENA_MAX !== undefined) return
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, args, { ...process.env, MALLOC_ARENA_MAX: '1' })
}
