import { Command } from 'commander'

import { addBackupCommands } from './commands/backup.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addFeedCommands } from './commands/feeds.ts'
import { addHoldCommands } from './commands/holds.ts'
import { addItemCommands } from './commands/items.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addNarrativeCommands } from './commands/narratives.ts'
import { addProfileCommands } from './commands/profiles.ts'
import { addRetentionCommands } from './commands/retention.ts'
import { addSourceCommands } from './commands/sources.ts'
import { addUserCommands } from './commands/users.ts'

/** Every command of the operator's. A wrong word ends in one plain sentence, written to stderr, and code 1. */
export function createProgram(): Command {
  const program = new Command('npm run hub --')
    .description(
      'The operator’s commands. Each works beside a running hub; add --help to any of them, --json for machines.',
    )
    .configureOutput({ outputError: (text, write) => write(`${plainError(text)} Add --help to see how it is used.\n`) })
    .exitOverride()
  addUserCommands(program)
  addProfileCommands(program)
  addSourceCommands(program)
  addItemCommands(program)
  addKeyCommands(program)
  addNarrativeCommands(program)
  addRetentionCommands(program)
  addHoldCommands(program)
  addFeedCommands(program)
  addBackupCommands(program)
  addDoctorCommand(program)
  return program
}

/** What commander says of a wrong word, as a sentence. */
function plainError(text: string): string {
  const [first = '', hint = ''] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n')
  const suggestion = /^\(Did you mean (?:one of )?(.+?)\?\)$/.exec(hint)?.[1]
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`
  return suggestion === undefined ? sentence : `${sentence} Did you mean ${suggestion}?`
}
