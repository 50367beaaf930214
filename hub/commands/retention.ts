import type { Command } from 'commander'

import { runPurge } from '@hub/db/retention/run-purge.ts'
import { previewPurge } from '@hub/db/retention/preview-purge.ts'
import { readRetentionPeriods } from '@hub/db/retention/retention-periods.ts'
import type { PurgeCount, PurgePreview } from '@hub/core/retention/purge-view.ts'

import { type CommandContext, printResult, renderTable, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

/** `retention show` and `retention run`. */
export function addRetentionCommands(program: Command): void {
  const retention = program.command('retention').description('how long things are kept, and their deletion')
  retention
    .command('show')
    .description('each period, and what a purge would delete now')
    .addHelpText('after', exampleText('retention show'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      printResult(command, await withHub(preview), (counts) => renderCounts(counts, 'would go'))
    })
  retention
    .command('run')
    .description('delete what is past its period now; the hub does so by itself every six hours')
    .addHelpText('after', exampleText('retention run --dry-run'))
    .option('--dry-run', 'only say what would be deleted')
    .option('--json', 'print as JSON')
    .action(async (options: { dryRun?: boolean }, command: Command) => {
      if (options.dryRun) {
        printResult(command, await withHub(preview), (counts) => renderCounts(counts, 'would go'))
        return
      }
      const run = await withHub(({ db, by }) => runPurge(db, by))
      printResult(command, run, ({ classes, partitions }) => {
        const months = partitions.length === 0 ? '' : `\nDropped: ${partitions.join(', ')}`
        return renderCounts(classes, 'deleted') + months
      })
    })
}

async function preview({ db, by }: CommandContext): Promise<PurgePreview[]> {
  return previewPurge(db, { world: by.actor.world, now: by.now, periods: await readRetentionPeriods(db) })
}

/** A `+` behind a number says that there are more: a preview stops counting. */
function renderCounts(counts: readonly (PurgeCount | PurgePreview)[], verb: string): string {
  return renderTable(
    ['class', 'days', verb, 'held', 'evidence', 'awaiting checkpoint'],
    counts.map((row) => [
      row.class,
      String(row.periodDays),
      `${row.deleted}${'isCapped' in row && row.isCapped ? '+' : ''}`,
      String(row.held),
      String(row.evidence),
      String(row.engine),
    ]),
    'Nothing has a period.',
  )
}
