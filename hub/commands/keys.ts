import type { Command } from 'commander'

import { createApiKeySecret } from '@hub/api/api-key-secret.ts'
import { plainFaults } from '@hub/api/plain-faults.ts'
import { API_KEY_LIFE_DAYS_MAX, issueApiKeySchema } from '@hub/core/access/api-key.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { apiKeyIdSchema } from '@hub/core/ids.ts'
import { issueApiKey } from '@hub/db/api-key/issue-api-key.ts'
import { moveApiKey } from '@hub/db/api-key/move-api-key.ts'
import { getApiKey, listApiKeys } from '@hub/db/api-key/queries.ts'

import { OperatorFault } from '../expected-fault.ts'
import { type CommandContext, printResult, renderTable, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { readProfileId } from './profiles.ts'

const DAY_MS = 86_400_000

/** `keys create`, `keys list` and `keys revoke`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('API keys, with which other systems hand items in')
  addCreate(keys)
  keys
    .command('list')
    .description('every key and how it stands, never its secret')
    .addHelpText('after', exampleText('keys list'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const rows = await withHub(({ db, by }) => listApiKeys(db, readScope(by.actor), by.now))
      printResult(command, rows, (list) =>
        renderTable(
          ['id', 'standing', 'begins', 'runs out', 'items', 'name'],
          list.map((key) => [key.id, key.standing, key.hint, key.expiresAt, String(key.itemsStored), key.name]),
          'There is no API key yet.',
        ),
      )
    })
  keys
    .command('revoke')
    .description('close a key for good; what it brought in stays')
    .addHelpText(
      'after',
      exampleText('keys revoke 019aa000-0000-7000-8000-000000000001 --reason "The laptop was lost"'),
    )
    .argument('<id>')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--json', 'print as JSON')
    .action(async (text: string, options: { reason: string }, command: Command) => {
      const parsed = apiKeyIdSchema.safeParse(text.trim().toLowerCase())
      if (!parsed.success) throw new OperatorFault(`“${text}” is not a key’s id. “keys list” shows them.`)
      const reason = options.reason.trim()
      if (reason.length < 3) throw new OperatorFault('--reason is empty. Say in a few words why the key is revoked.')
      const key = await withHub(async ({ db, by }) => {
        const { id } = await moveApiKey(db, by, { id: parsed.data, move: 'revoke', reason })
        return getApiKey(db, readScope(by.actor), id, by.now)
      })
      printResult(command, key, ({ name }) => `“${name}” is revoked.`)
    })
}

function addCreate(keys: Command): void {
  keys
    .command('create')
    .description('make a key for a watch profile in force; its secret is printed this once')
    .addHelpText('after', exampleText('keys create --name "Water desk" --profile PROFILE-ID --days 365'))
    .requiredOption('--name <name>', 'what the system is called')
    .requiredOption('--profile <id>', 'the watch profile under which its items are collected')
    .option('--days <number>', `how long it lasts, ${API_KEY_LIFE_DAYS_MAX} at most`, '365')
    .option('--publisher <name>', 'who publishes items that name nobody; default: the name')
    .option('--json', 'print as JSON')
    .action(async (options: { name: string; profile: string; days: string; publisher?: string }, command: Command) => {
      const profileId = readProfileId(options.profile)
      const days = Number(options.days)
      if (!Number.isInteger(days) || days < 1 || days > API_KEY_LIFE_DAYS_MAX)
        throw new OperatorFault(`--days takes a number from 1 to ${API_KEY_LIFE_DAYS_MAX}, not “${options.days}”.`)
      const made = await withHub(async ({ db, by }) => {
        const parsed = issueApiKeySchema.safeParse({
          name: options.name,
          profileId,
          publisherName: options.publisher,
          expiresAt: new Date(by.now.getTime() + days * DAY_MS).toISOString(),
        })
        if (!parsed.success)
          throw new OperatorFault(
            plainFaults(parsed.error.issues)
              .map((fault) => `${fault.path}: ${fault.message}`)
              .join('\n'),
          )
        const { secret, hash, hint } = createApiKeySecret()
        const { id } = await issueApiKey(db, by, { ...parsed.data, secretHash: hash, hint })
        return { key: await getApiKey(db, readScope(by.actor), id, by.now), secret }
      })
      printResult(
        command,
        made,
        ({ key, secret }) =>
          `“${key.name}” may hand items in until ${key.expiresAt}. Its secret, shown this once:\n${secret}`,
      )
    })
}

function readScope(actor: CommandContext['by']['actor']) {
  const scope = scopeOf(actor, 'api_key.read')
  if (!scope) throw new OperatorFault('The operator may not read API keys.')
  return scope
}
