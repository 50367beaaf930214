import type { Command } from 'commander'

import { parseTermLists, TERM_LIST_HEADINGS, type TermLists } from '@hub/core/source/term-lists.ts'
import { readTermLists, setTermLists } from '@hub/db/profile/term-lists.ts'

import { OperatorFault } from '../expected-fault.ts'
import { readNamedFile } from '../read-named-file.ts'
import { printResult, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

const NAMES_BYTES_MAX = 1024 ** 2
const SAMPLE = `# national parties, outlets and office holders: no term may look for them
[parties]
Example People’s Party
[outlets]
Example Today
[office holders]
Jane Doe
# names that are no person’s
[institutions]
Mary Seacole Trust
[places]
Ho Chi Minh`

/** `profiles names`: the names of the country that the linter of terms goes by. */
export function addProfileNamesCommand(profiles: Command): void {
  profiles
    .command('names')
    .description('the parties, outlets and office holders no term may look for, and names that are no person’s')
    .addHelpText('after', `${exampleText('profiles names --file names.txt')}\n\nwhere the file says:\n${SAMPLE}`)
    .option('--file <text>', 'put the names of this file in place of those before; without it they are shown')
    .option('--json', 'print as JSON')
    .action(async (options: { file?: string }, command: Command) => {
      const lists = options.file === undefined ? undefined : await readLists(options.file)
      const names = await withHub(({ db, by }) => (lists ? setTermLists(db, by, lists) : readTermLists(db)))
      printResult(command, names, renderLists)
    })
}

async function readLists(path: string): Promise<TermLists> {
  const { lists, faults } = parseTermLists((await readNamedFile(path, NAMES_BYTES_MAX)).toString('utf8'))
  if (faults.length === 0) return lists
  throw new OperatorFault(`${path} cannot be used as it is:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
}

/** As a file that could be given back. */
function renderLists(lists: TermLists): string {
  return TERM_LIST_HEADINGS.map((heading) => [`[${heading}]`, ...lists[heading]].join('\n')).join('\n')
}
