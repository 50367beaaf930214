import type { Command } from 'commander'
import type { z } from 'zod'

import { plainFaults } from '@hub/api/plain-faults.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { profileIdSchema } from '@hub/core/ids.ts'
import { type ProfileView, proposeProfileSchema } from '@hub/core/source/profile-view.ts'
import { approveProfile } from '@hub/db/profile/approve-profile.ts'
import { proposeProfile } from '@hub/db/profile/propose-profile.ts'
import { getProfile, listProfiles } from '@hub/db/profile/queries.ts'

import { allowedHosts } from '../allowed-hosts.ts'
import { OperatorFault } from '../expected-fault.ts'
import { readNamedFile } from '../read-named-file.ts'
import { type CommandContext, printResult, renderTable, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { addProfileNamesCommand } from './profile-names.ts'

const PROFILE_BYTES_MAX = 4 * 1024 ** 2
const SAMPLE: z.input<typeof proposeProfileSchema> = {
  title: 'Water supply',
  purpose: 'To answer false statements about the public water supply early.',
  legalBasis: 'Civil Protection Act, article 12',
  necessity: 'Rumours about water have twice led people to drink unsafe well water.',
  proportionality: 'Only published news; four sources; reviewed after three months.',
  terms: ['tap water', 'water supply'],
  languages: ['en'],
  endsAt: '2027-03-31T00:00:00Z',
  sources: ['https://news.example/feed.xml'],
}

/** `profiles create`, `profiles approve` and `profiles list`. */
export function addProfileCommands(program: Command): void {
  const profiles = program.command('profiles').description('watch profiles: what may be collected, why and until when')
  addProfileNamesCommand(profiles)
  profiles
    .command('create')
    .description('propose a watch profile from a JSON file; nothing is collected until it is approved')
    .addHelpText(
      'after',
      `${exampleText('profiles create --file water-supply.json')}\n\nwhere the file says:\n${JSON.stringify(SAMPLE, null, 2)}`,
    )
    .requiredOption(
      '--file <json>',
      'title, purpose, legalBasis, necessity, proportionality, endsAt; optional terms, exclusions, languages, sources',
    )
    .option('--json', 'print as JSON')
    .action(async (options: { file: string }, command: Command) => {
      const proposed = await readProposal(options.file)
      const view = await withHub(async (context) => {
        const allowList = await allowedHosts(context.db, context.env)
        const { id } = await proposeProfile(context.db, context.by, { ...proposed, allowList })
        return viewOf(context, id)
      })
      printResult(
        command,
        view,
        ({ id, title }) => `Proposed “${title}”. Approve it with: npm run hub -- profiles approve ${id}`,
      )
    })
  profiles
    .command('approve')
    .description('put a proposed profile in force')
    .addHelpText('after', exampleText('profiles approve 019aa000-0000-7000-8000-000000000001'))
    .argument('<id>')
    .option('--reason <text>', 'why, where a name-like term needs a second approver’s reason')
    .option('--json', 'print as JSON')
    .action(async (text: string, options: { reason?: string }, command: Command) => {
      const id = readProfileId(text)
      const view = await withHub(async (context) => {
        await approveProfile(context.db, context.by, { id, reason: options.reason })
        return viewOf(context, id)
      })
      printResult(command, view, ({ title, endsAt }) => `“${title}” is in force until ${endsAt}.`)
    })
  profiles
    .command('list')
    .description('every watch profile and where it stands')
    .addHelpText('after', exampleText('profiles list'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const rows = await withHub(async ({ db, by }) => {
        const scope = scopeOf(by.actor, 'profile.read')
        return scope ? listProfiles(db, scope, by.now) : []
      })
      printResult(command, rows, (list) =>
        renderTable(
          ['id', 'standing', 'ends', 'sources', 'title'],
          list.map((row) => [row.id, row.standing, row.endsAt, String(row.sourceCount), row.title]),
          'There is no watch profile yet.',
        ),
      )
    })
}

/** A profile's id as somebody typed it. */
export function readProfileId(text: string) {
  const parsed = profileIdSchema.safeParse(text.trim().toLowerCase())
  if (!parsed.success) throw new OperatorFault(`“${text}” is not a profile’s id. “profiles list” shows them.`)
  return parsed.data
}

async function viewOf({ db, by }: CommandContext, id: ReturnType<typeof readProfileId>): Promise<ProfileView> {
  const scope = scopeOf(by.actor, 'profile.read')
  if (!scope) throw new OperatorFault('The operator may not read profiles.')
  return getProfile(db, scope, id, by.now)
}

async function readProposal(path: string) {
  const text = (await readNamedFile(path, PROFILE_BYTES_MAX)).toString('utf8')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new OperatorFault(
      `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}. “profiles create --help” shows an example.`,
    )
  }
  const parsed = proposeProfileSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const faults = plainFaults(parsed.error.issues).map((fault) => `  - ${fault.path || 'the file'}: ${fault.message}`)
  throw new OperatorFault(`${path} is not a complete watch profile:\n${faults.join('\n')}`)
}
