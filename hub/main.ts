import { explainFault } from './expected-fault.ts'
import { readSettings } from './settings.ts'
import { type HubParts, startHub } from './start-hub.ts'

const tell = (words: string) => process.stdout.write(`${words}\n`)

/** `--only api` and `--only workers` run one part; without it the process runs everything. */
function partsFrom(argv: readonly string[]): HubParts {
  const only = argv[argv.indexOf('--only') + 1]
  if (!argv.includes('--only')) return { api: true, workers: true }
  return { api: only === 'api', workers: only === 'workers' }
}

try {
  const hub = await startHub(readSettings(tell), partsFrom(process.argv), tell)
  if (hub.signInLink) {
    tell('Sign in as the first administrator with this one-time link (valid for 24 hours; each start prints a new one until it is used):')
    tell(hub.signInLink)
  }
  tell(hub.url ? `ready ${hub.url}` : 'ready: workers run')

  const stopping = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.resolve())
  await stopping.promise
  tell('Stopping …')
  await hub.stop()
  tell('Stopped. Nothing is lost.')
} catch (error) {
  process.stderr.write(`${explainFault(error)}\n`)
  process.exitCode = 1
}
