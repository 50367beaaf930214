import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Fixed, so that a test sees the same programs whoever runs it. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type HubProcess = {
  child: ChildProcess
  url: string
  signInLink: string | undefined
  output(): string
  /** Ctrl-C or another signal, then the exit code; null when the signal itself ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/**
 * Starts the hub as its own process, as `npm start` does after installing, or one part of it; resolves at `ready`, with an
 * empty address for a part that serves none.
 */
export async function startHubProcess(settings: Record<string, string>, only?: 'api' | 'workers'): Promise<HubProcess> {
  const child = spawnHub(['hub/main.ts', ...(only === undefined ? [] : ['--only', only])], settings)
  let output = ''
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const said = /^ready(?: (http\S+)|: .*)$/m.exec(output)
      if (said) ready.resolve(said[1] ?? '')
    })
  }
  child.once('close', () => ready.reject(new Error(`The hub ended before it was ready:\n${output}`)))
  const url = await ready.promise
  return {
    child,
    url,
    signInLink: /^(http\S+token=\S+)$/m.exec(output)?.[1],
    output: () => output,
    async stop(signal = 'SIGINT') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
      return child.exitCode
    },
  }
}

/** Starts a hub and presses Ctrl-C as soon as it says something of which `words` is a part. Resolves with its end. */
export async function interruptHubStart(
  settings: Record<string, string>,
  words: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawnHub(['hub/main.ts'], settings)
  let output = ''
  let isInterrupted = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      if (isInterrupted || !output.includes(words)) return
      isInterrupted = true
      child.kill('SIGINT')
    })
  }
  await once(child, 'close')
  return { code: child.exitCode, output }
}

/** Runs one of the operator's commands to its end. */
export async function runHubCommand(
  args: readonly string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnHub(['hub/cli.ts', ...args], settings)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  await once(child, 'close')
  return { code: child.exitCode, stdout, stderr }
}

function spawnHub(words: readonly string[], settings: Record<string, string>) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: ROOT,
    env: { PATH: SYSTEM_PATH, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.')
  return address.port
}
