import type { Command } from 'commander'

import { countItems } from '@hub/db/stream/items-count.ts'

import { printResult, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { addImportCommand } from './import-items.ts'

/** `items count` and `items import`. */
export function addItemCommands(program: Command): void {
  const items = program.command('items').description('collected items')
  items
    .command('count')
    .description('how many items are stored, and how many of them wait for their narrative')
    .addHelpText('after', exampleText('items count --json'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const counts = await withHub(({ db, by }) => countItems(db, by.actor.world))
      printResult(
        command,
        counts,
        ({ items: stored, pending }) => `${stored} items, ${pending} of them wait for their narrative`,
      )
    })
  addImportCommand(items)
}
