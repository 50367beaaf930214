import { Command } from 'commander'

import { addBackupCommands } from './commands/backup.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addFeedCommands } from './commands/feeds.ts'
import { addItemCommands } from './commands/items.ts'
import { addNarrativeCommands } from './commands/narratives.ts'
import { addProfileCommands } from './commands/profiles.ts'
import { addSourceCommands } from './commands/sources.ts'
import { addUserCommands } from './commands/users.ts'
import { explainFault } from './expected-fault.ts'

const program = new Command('npm run hub --')
  .description('The operator’s commands. Each works beside a running hub; add --help to any of them, --json for machines.')
  .showHelpAfterError('Add --help to see how it is used.')

addUserCommands(program)
addProfileCommands(program)
addSourceCommands(program)
addItemCommands(program)
addNarrativeCommands(program)
addFeedCommands(program)
addBackupCommands(program)
addDoctorCommand(program)

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${explainFault(error)}\n`)
  process.exitCode = 1
}
