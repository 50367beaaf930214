import type { Command } from 'commander'

import { scopeOf } from '@hub/core/access/scope.ts'
import { legalHoldIdSchema } from '@hub/core/ids.ts'
import { type HoldQuery, moveHoldSchema } from '@hub/core/retention/legal-hold.ts'
import { listHolds } from '@hub/db/retention/list-holds.ts'
import { moveHold } from '@hub/db/retention/move-hold.ts'

import { OperatorFault } from '../expected-fault.ts'
import { type CommandContext, printResult, renderTable, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

/** `holds list` and `holds lift`. */
export function addHoldCommands(program: Command): void {
  const holds = program.command('holds').description('legal holds, which keep things from deletion')
  holds
    .command('list')
    .description('every hold, standing ones first')
    .addHelpText('after', exampleText('holds list'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      printResult(command, await withHub((context) => readHolds(context)), (list) =>
        renderTable(
          ['id', 'state', 'kind', 'placed by', 'decided by', 'lifted by', 'of'],
          list.map((hold) => [
            hold.id,
            hold.state,
            hold.kind,
            hold.placedBy,
            hold.decidedBy ?? '',
            hold.liftedBy ?? '',
            hold.title ?? hold.objectId,
          ]),
          'There is no legal hold.',
        ),
      )
    })
  holds
    .command('lift')
    .description('lift a confirmed hold where no third person can: the record names the operator and the reason')
    .addHelpText(
      'after',
      exampleText('holds lift 019aa000-0000-7000-8000-000000000001 --reason "The court closed the case"'),
    )
    .argument('<id>')
    .requiredOption('--reason <text>', 'why, in ten characters or more')
    .option('--json', 'print as JSON')
    .action(async (text: string, options: { reason: string }, command: Command) => {
      const parsed = legalHoldIdSchema.safeParse(text.trim().toLowerCase())
      if (!parsed.success) throw new OperatorFault(`“${text}” is not a hold’s id. “holds list” shows them.`)
      const given = moveHoldSchema.safeParse({ reason: options.reason })
      if (!given.success) throw new OperatorFault('--reason is too short. Say in a sentence why the hold is lifted.')
      const hold = await withHub(async (context) => {
        const change = { id: parsed.data, move: 'lift' as const, reason: given.data.reason }
        const { objectKind, objectId } = await moveHold(context.db, context.by, change)
        return (await readHolds(context, { kind: objectKind, objectId })).find(({ id }) => id === parsed.data)
      })
      printResult(command, hold, () => 'The hold is lifted. The next purge deletes what is past its period.')
    })
}

async function readHolds({ db, by }: CommandContext, of?: HoldQuery) {
  const scope = scopeOf(by.actor, 'retention.read')
  return scope ? listHolds(db, scope, by.actor, by.now, of) : []
}
