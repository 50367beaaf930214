import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Fixed, so that a test sees the same programs whoever runs it. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type HubProcess = {
  child: ChildProcess
  url: string
  signInLink: string | undefined
  output(): string
  /** Ctrl-C, then the exit code. */
  stop(): Promise<number | null>
}

/** Starts the whole hub as its own process on a data folder, as `npm start` does after installing; resolves at `ready`. */
export async function startHubProcess(settings: Record<string, string>): Promise<HubProcess> {
  const child = spawn(process.execPath, ['hub/main.ts'], {
    cwd: ROOT,
    env: { PATH: SYSTEM_PATH, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const url = /^ready (http\S+)$/m.exec(output)?.[1]
      if (url) ready.resolve(url)
    })
  }
  child.once('exit', () => ready.reject(new Error(`The hub ended before it was ready:\n${output}`)))
  const url = await ready.promise
  return {
    child,
    url,
    signInLink: /^(http\S+token=\S+)$/m.exec(output)?.[1],
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exit = once(child, 'exit')
      child.kill('SIGINT')
      await exit
      return child.exitCode
    },
  }
}

/** Runs one of the operator's commands to its end. */
export async function runHubCommand(
  args: readonly string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['hub/cli.ts', ...args], {
    cwd: ROOT,
    env: { PATH: SYSTEM_PATH, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  await once(child, 'close')
  return { code: child.exitCode, stdout, stderr }
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
