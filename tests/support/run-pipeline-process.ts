import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { PipelineOrders } from './pipeline-process.ts'

const SCRIPT = fileURLToPath(new URL('./pipeline-process.ts', import.meta.url))

/** Starts the pipeline as its own process. */
export function spawnPipelineProcess(orders: PipelineOrders): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, JSON.stringify(orders)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'hub-test-compiled') },
  })
}

/** Runs the pipeline as its own process to its end, whichever that is. */
export async function runPipelineProcess(
  orders: PipelineOrders,
): Promise<{ signal: NodeJS.Signals | null; code: number | null; errors: string }> {
  const child = spawnPipelineProcess(orders)
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const [code, signal]: [number | null, NodeJS.Signals | null] = await once(child, 'exit').then(([exit, by]) => [
    exit,
    by,
  ])
  return { code, signal, errors }
}
