import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import type { Command } from 'commander'

import { scopeOf } from '@hub/core/access/scope.ts'
import { INCOMING_FIELDS, type IncomingField } from '@hub/core/item/incoming-item.ts'
import { DATE_ORDERS, type DateOrder } from '@hub/core/item/read-date.ts'
import { detectEncoding } from '@hub/core/intake/file-encoding.ts'
import { guessMapping, guessOrderOf, type ImportMapping } from '@hub/core/intake/guess-mapping.ts'
import { guessShape } from '@hub/core/intake/guess-shape.ts'
import {
  beginImportSchema,
  IMPORT_BYTES_MAX,
  IMPORT_PART_BYTES,
  type ImportPlan,
  type ItemImportView,
} from '@hub/core/intake/item-import.ts'
import { createRecordReader } from '@hub/core/intake/read-records.ts'
import { addImportPart } from '@hub/db/intake/add-import-part.ts'
import { beginItemImport } from '@hub/db/intake/begin-item-import.ts'
import { getItemImport } from '@hub/db/intake/queries.ts'
import { startItemImport } from '@hub/db/intake/start-item-import.ts'
import { importItems } from '@hub/workers/jobs/import-items.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'

import { allowedHosts } from '../allowed-hosts.ts'
import { OperatorFault } from '../expected-fault.ts'
import { readNamedFile } from '../read-named-file.ts'
import { type CommandContext, printResult, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { readProfileId } from './profiles.ts'

type Options = { profile: string; map?: string; dates?: string; keepMarks?: boolean }

/** Characters of a file looked at to propose how it is read. */
const SAMPLE_LENGTH = 1_000_000
const LOOK_AGAIN_MS = 500

/** `items import`. */
export function addImportCommand(items: Command): void {
  items
    .command('import')
    .description('add the items of a CSV or JSON file to a watch profile, with a line for each refused row')
    .addHelpText('after', exampleText('items import export.csv --profile PROFILE-ID --map title=headline,text=body'))
    .argument('<file>')
    .requiredOption('--profile <id>', 'the watch profile in force that they belong to')
    .option(
      '--map <pairs>',
      `field=column, separated by commas; fields: ${INCOMING_FIELDS.join(', ')}; default: guessed`,
    )
    .option('--dates <order>', `how 03/04/2026 is meant: ${DATE_ORDERS.join(' or ')}`)
    .option('--keep-marks', 'leave e-mail addresses, telephone numbers and handles in the texts')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: Options, command: Command) => {
      const profileId = readProfileId(options.profile)
      const bytes = await readNamedFile(file, IMPORT_BYTES_MAX)
      const plan = planImport(basename(file), bytes, options)
      const input = beginImportSchema.safeParse({ name: basename(file), bytes: bytes.byteLength, profileId, plan })
      if (!input.success)
        throw new OperatorFault(`${file}: ${input.error.issues.map(({ message }) => message).join(' ')}`)
      const report = await withHub(async (context) => {
        const id = await beginItemImport(context.db, context.by, input.data)
        for (let part = 0; part * IMPORT_PART_BYTES < bytes.byteLength; part += 1) {
          const content = bytes.subarray(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES)
          await addImportPart(context.db, context.by, { id, part, content })
        }
        await startItemImport(context.db, context.by, id)
        return readToEnd(context, id)
      })
      printResult(command, report, describeReport)
    })
}

function planImport(name: string, bytes: Uint8Array, options: Options): ImportPlan {
  const encoding = detectEncoding([bytes])
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_LENGTH))
  const shape = guessShape(name, sample)
  const reader = createRecordReader(shape)
  const records = [...reader.push(sample), ...reader.end()]
  const columns = reader.columns()
  const mapping = options.map === undefined ? guessMapping(columns, records) : readMapping(options.map, columns)
  const { order, isAmbiguous } = guessOrderOf(mapping, records)
  const dateOrder = readOrder(options.dates) ?? order
  if (dateOrder === null && isAmbiguous)
    throw new OperatorFault(
      'The dates of this file can be read in two ways. Say which with --dates day_first or --dates month_first.',
    )
  return { encoding, shape, rules: { mapping, dateOrder: dateOrder ?? 'day_first', stripsMarks: !options.keepMarks } }
}

function readMapping(text: string, columns: readonly string[]): ImportMapping {
  const mapping: ImportMapping = {}
  for (const pair of text.split(',')) {
    const [name = '', column = ''] = pair.split('=').map((part) => part.trim())
    const field: IncomingField | undefined = INCOMING_FIELDS.find((known) => known === name)
    if (!field) throw new OperatorFault(`“${name}” is no field. Use: ${INCOMING_FIELDS.join(', ')}`)
    if (!columns.includes(column))
      throw new OperatorFault(`The file has no column “${column}”. It has: ${columns.join(', ')}`)
    mapping[field] = column
  }
  return mapping
}

function readOrder(text: string | undefined): DateOrder | null {
  if (text === undefined) return null
  const order = DATE_ORDERS.find((known) => known === text)
  if (!order) throw new OperatorFault(`--dates takes ${DATE_ORDERS.join(' or ')}, not “${text}”.`)
  return order
}

/** Reads the import here, unless a running hub took it up already: then waits for its end. */
async function readToEnd({ db, env, by }: CommandContext, id: ItemImportView['id']): Promise<ItemImportView> {
  const scope = scopeOf(by.actor, 'item.read')
  if (!scope) throw new OperatorFault('The operator may not read items here.')
  const deps = { db, world: by.actor.world, log: SILENT_LOG, allowList: await allowedHosts(db, env) }
  for (;;) {
    await importItems({ ...deps, enqueue: async () => {} }, () => new Date(), new AbortController().signal)
    const view = await getItemImport(db, scope, id)
    if (view.state !== 'running') return view
    await setTimeout(LOOK_AGAIN_MS)
  }
}

function describeReport(report: ItemImportView): string {
  const { found, added, known, filtered, refused, refusals, problem } = report
  const lines = [
    `${found} rows: ${added} items added, ${known} known already, ${filtered} wanted by no term of “${report.profile.title}”, ${refused} refused.`,
  ]
  for (const { row, shown, reason } of refusals) lines.push(`  row ${row}: ${reason}  ${shown}`)
  if (refused > refusals.length)
    lines.push(`  … and ${refused - refusals.length} more; the hub's page has all of them.`)
  if (problem !== null) lines.push(problem)
  return lines.join('\n')
}
