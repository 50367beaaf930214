import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTestEnv } from '@hub/config/test-env.ts'
import type { TestProject } from 'vitest/node'
import { startTestServer, type RunningTestServer } from './test-server.ts'

/**
 * One PostgreSQL for a whole test run, started when the first test file asks for it: files run in other processes, so they
 * ask through a socket.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-run-'))
  const socketPath = join(folder, 'socket')
  let starting: Promise<RunningTestServer> | undefined
  const listener = createServer((client) => {
    client.on('error', () => undefined)
    starting ??= startTestServer(readTestEnv().databaseUrl)
    starting.then(
      ({ owner, app, template }) => client.end(JSON.stringify({ owner, app, template })),
      (error: unknown) =>
        client.end(JSON.stringify({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })),
    )
  })
  await new Promise<void>((listening) => listener.listen(socketPath, listening))
  project.provide('databaseSocket', socketPath)
  return async () => {
    listener.close()
    rmSync(folder, { recursive: true, force: true })
    const server = await starting?.catch(() => undefined)
    await server?.stop()
  }
}
