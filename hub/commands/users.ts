import type { Command } from 'commander'

import type { HubAuth } from '@hub/api/auth.ts'
import { inviteUser } from '@hub/api/invite-user.ts'
import { createSignInLink } from '@hub/api/sign-in-link.ts'
import { type Role, ROLES } from '@hub/core/access/role.ts'
import { listUnits } from '@hub/db/unit/queries.ts'
import { listUsers } from '@hub/db/user/queries.ts'

import { OperatorFault } from '../expected-fault.ts'
import { hubSecret } from '../hub-secret.ts'
import { type CommandContext, printResult, renderTable, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

/** `users invite`, `users link` and `users list`. */
export function addUserCommands(program: Command): void {
  const users = program.command('users').description('people and their sign-in links')
  users
    .command('invite')
    .description('give a person a role in a unit, and print their one-time sign-in link')
    .addHelpText('after', exampleText('users invite maria@health.example --role analyst --unit health'))
    .argument('<email>')
    .requiredOption('--role <role>', `one of: ${ROLES.join(', ')}`)
    .requiredOption('--unit <unit>', 'the unit’s short name, name or id')
    .option('--name <name>', 'what to call them; default: from the address')
    .option('--json', 'print as JSON')
    .action(async (email: string, options: { role: string; unit: string; name?: string }, command: Command) => {
      const role = readRole(options.role)
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new OperatorFault(`“${email}” is not an e-mail address.`)
      const invited = await withHub(async (context) => {
        const unitId = await findUnitId(context, options.unit)
        return withAuth(context, async (deps) => {
          const { user, link } = await inviteUser(deps, context.by, { email, name: options.name, role, unitId })
          return { id: user.id, email: user.email, name: user.name, role, link }
        })
      })
      printResult(
        command,
        invited,
        ({ name, link }) => `${name} can sign in with this one-time link (valid for 15 minutes):\n${link}`,
      )
    })
  users
    .command('link')
    .description('print a new one-time sign-in link for a person')
    .addHelpText('after', exampleText('users link maria@health.example'))
    .argument('<email>')
    .option('--json', 'print as JSON')
    .action(async (email: string, _options, command: Command) => {
      const made = await withHub((context) =>
        withAuth(context, async (deps) => ({ email, link: await createSignInLink(deps, context.by, email) })),
      )
      printResult(command, made, ({ link }) => link)
    })
  users
    .command('list')
    .description('everybody with an account')
    .addHelpText('after', exampleText('users list'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const rows = await withHub(({ db, by }) => listUsers(db, by.actor.world))
      printResult(command, rows, (people) =>
        renderTable(
          ['email', 'name', 'status', 'roles'],
          people.map(({ email, name, status, memberships }) => [
            email,
            name,
            status,
            memberships.map(({ role, unitName }) => `${role} in ${unitName}`).join(', '),
          ]),
          'Nobody has an account yet.',
        ),
      )
    })
}

function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text)
  if (!role) throw new OperatorFault(`“${text}” is not a role. Use one of: ${ROLES.join(', ')}`)
  return role
}

async function findUnitId({ db }: CommandContext, text: string) {
  const units = await listUnits(db)
  const wanted = text.toLowerCase()
  const unit = units.find(({ id, slug, name }) => id === wanted || slug === wanted || name.toLowerCase() === wanted)
  if (unit) return unit.id
  throw new OperatorFault(`There is no unit “${text}”. Use one of: ${units.map(({ slug }) => slug).join(', ')}`)
}

/** Sign-in without a server: the same service on the same tables. */
async function withAuth<Result>(
  { env, database, db }: CommandContext,
  work: (deps: { db: CommandContext['db']; auth: HubAuth; publicUrl: string }) => Promise<Result>,
): Promise<Result> {
  // The sign-in service takes long to load, and most commands do without it.
  const { createAuth } = await import('@hub/api/auth.ts')
  const auth = createAuth(db, {
    pool: database.app,
    secret: hubSecret(env.secret, env.dataDir),
    publicUrl: env.publicUrl,
    trustedOrigins: [env.publicUrl],
    clock: () => new Date(),
  })
  try {
    return await work({ db, auth, publicUrl: env.publicUrl })
  } finally {
    await auth.close()
  }
}
