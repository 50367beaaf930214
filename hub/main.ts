import { setTimeout as sleep } from 'node:timers/promises'

import { explainFault, OperatorFault } from './expected-fault.ts'
import { readParts, START_HELP } from './read-parts.ts'
import { readSettings } from './settings.ts'
import { watchSignals } from './watch-signals.ts'

/** A server that no longer answers (Redis, say) keeps a stop waiting no longer than this. */
const STOP_WAIT_MS = 20_000

const tell = (words: string) => process.stdout.write(`${words}\n`)

const signals = watchSignals(tell)
try {
  const parts = readParts(process.argv.slice(2))
  if (parts === undefined) tell(START_HELP)
  else await run(parts)
} catch (error) {
  process.stderr.write(`${explainFault(error)}\n`)
  process.exitCode = 1
}
signals.end()
// Whatever still holds a connection open after a failed start keeps nobody waiting.
process.exit()

async function run(parts: NonNullable<ReturnType<typeof readParts>>): Promise<void> {
  const env = readSettings(tell)
  if (!(parts.api && parts.workers) && env.databaseUrl === undefined) {
    throw new OperatorFault(
      '--only needs DATABASE_URL: the bundled database serves one process. Set DATABASE_URL for every part, or run everything in one: npm start',
    )
  }
  // Loaded after the settings were read: their faults are shown at once.
  const { startHub } = await import('./start-hub.ts')
  const hub = await startHub(env, parts, tell)
  if (!signals.isStopping()) {
    if (hub.signInLink) {
      tell(
        'Sign in as the first administrator with this one-time link (valid for 24 hours; each start prints a new one until it is used):',
      )
      tell(hub.signInLink)
    }
    tell(hub.url ? `ready ${hub.url}` : 'ready: workers run')
  }
  await signals.stopping
  const isClean = await Promise.race([hub.stop().then(() => true), sleep(STOP_WAIT_MS, false, { ref: false })])
  tell(
    isClean
      ? 'Stopped. Nothing is lost.'
      : 'Stopped without waiting any longer: what was under way is taken up again by the next start.',
  )
}
