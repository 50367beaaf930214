import type { Command } from 'commander'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { listNarratives } from '@hub/db/narrative/list-narratives.ts'
import { listAssignments } from '@hub/db/stream/assignments.ts'
import { listPlacedWords } from '@hub/db/stream/placed-items.ts'

import { OperatorFault } from '../expected-fault.ts'
import { printResult, renderTable, tellOperator, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

/** `narratives list`, `narratives assignments` and `narratives export`. */
export function addNarrativeCommands(program: Command): void {
  const narratives = program.command('narratives').description('narratives as the hub sees them now')
  narratives
    .command('list')
    .description('the newest narratives')
    .addHelpText('after', exampleText('narratives list --limit 20'))
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'print as JSON')
    .action(async (options: { limit: string }, command: Command) => {
      const limit = Number(options.limit)
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
        throw new OperatorFault('--limit takes a number from 1 to 1000.')
      const rows = await withHub(async ({ db, by }) => {
        const scope = scopeOf(by.actor, 'narrative.read')
        if (!scope) return []
        return (await listNarratives(db, { scope, caseScope: scope, now: by.now }, { sort: 'newest', limit })).rows
      })
      printResult(command, rows, renderNarratives)
    })
  narratives
    .command('assignments')
    .description('which narrative each item with an address stands in: { itemUrl: narrativeId }')
    .addHelpText('after', exampleText('narratives assignments --json'))
    .option('--json', 'print as one JSON object')
    .action(async (options: { json?: boolean }) => {
      await withHub(async ({ db, by }) => {
        let count = 0
        // Written as it is read: a million items never stand in memory at once.
        if (options.json) process.stdout.write('{')
        for await (const { url, narrativeId } of listAssignments(db, by.actor.world)) {
          const line = options.json
            ? `${count ? ',' : ''}${JSON.stringify(url)}:${JSON.stringify(narrativeId)}`
            : `${url}  ${narrativeId}\n`
          count += 1
          if (!process.stdout.write(line)) await new Promise<void>((drained) => process.stdout.once('drain', drained))
        }
        if (options.json) process.stdout.write('}\n')
        else if (count === 0) tellOperator('No item stands in a narrative yet.')
      })
    })
  addExport(narratives)
}

/** `narratives export`. */
function addExport(narratives: Command): void {
  narratives
    .command('export')
    .description('every placed item as a line of JSON, in the order in which the engines placed them')
    .addHelpText('after', exampleText('narratives export > placed.jsonl'))
    .option('--json', 'as always: one JSON object a line')
    .action(async () => {
      await withHub(async ({ db, by }) => {
        // Written as it is read: a million items never stand in memory at once.
        for await (const words of listPlacedWords(db, by.actor.world)) {
          if (process.stdout.write(`${JSON.stringify(words)}\n`)) continue
          await new Promise<void>((drained) => process.stdout.once('drain', drained))
        }
      })
    })
}

function renderNarratives(rows: readonly NarrativeRow[]): string {
  return renderTable(
    ['id', 'state', 'items', 'publishers', 'last item', 'title'],
    rows.map((row) => [
      row.id,
      row.state,
      String(row.itemCount),
      String(row.publisherCount),
      row.lastItemAt,
      row.title,
    ]),
    'There are no narratives yet. Import sources first: npm run hub -- sources import FILE',
  )
}
