import type { Command } from 'commander'

import { type Check, runChecks } from '../run-checks.ts'
import { printResult, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

/** `doctor`: looks at everything that can be wrong, says what to do, and exits 1 when something is. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the hub and say what is wrong and what to do')
    .addHelpText('after', exampleText('doctor'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const checks = await withHub(runChecks)
      printResult(command, checks, (list) => list.map(describe).join('\n'))
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1
    })
}

function describe({ ok, name, says }: Check): string {
  return `${ok ? 'ok     ' : 'LOOK   '} ${name}: ${says}`
}
