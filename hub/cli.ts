import { CommanderError } from 'commander'

import { createProgram } from './create-program.ts'
import { explainFault } from './expected-fault.ts'

try {
  await createProgram().parseAsync()
} catch (error) {
  // Help that was asked for ends here too; commander has printed what there is to say.
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else {
    process.stderr.write(`${explainFault(error)}\n`)
    process.exitCode = 1
  }
}
