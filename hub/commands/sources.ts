import { basename } from 'node:path'

import type { Command } from 'commander'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { Env } from '@hub/config/env.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { OPML_BYTES_MAX } from '@hub/core/source/parse-opml.ts'
import { writeOpml } from '@hub/core/source/write-opml.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { findRunningEmbedded } from '@hub/db/embedded/find-running-embedded.ts'
import { exportSources } from '@hub/db/source/export-sources.ts'
import { listSources } from '@hub/db/source/list-sources.ts'
import { startImport } from '@hub/db/source/start-import.ts'
import { createFeedFetcher } from '@hub/workers/collect/fetch-feed.ts'
import { createParserThread } from '@hub/workers/collect/parse-in-thread.ts'

import { allowedHosts } from '../allowed-hosts.ts'
import { OperatorFault } from '../expected-fault.ts'
import { readNamedFile } from '../read-named-file.ts'
import { readSettings } from '../settings.ts'
import { hubVersion } from '../version.ts'
import { printResult, renderTable, tellOperator, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { describeReport, finishImport } from './finish-import.ts'
import { readProfileId } from './profiles.ts'

/** `sources import`, `sources export` and `sources list`. */
export function addSourceCommands(program: Command): void {
  const sources = program.command('sources').description('the feeds the hub reads')
  sources
    .command('import')
    .description('add the feeds of an OPML file to a watch profile')
    .addHelpText('after', exampleText('sources import feeds.opml'))
    .argument('<file-or-url>')
    .option('--profile <id>', 'the profile that names them; default: the starter profile “Getting started”')
    .option('--json', 'print the report as JSON')
    .action(async (from: string, options: { profile?: string }, command: Command) => {
      const profileId = options.profile === undefined ? undefined : readProfileId(options.profile)
      const env = readSettings(tellOperator)
      // A file that cannot be read is refused before a database is touched; an address may need the running hub's hosts.
      const early = (await needsHubToReach(from, env))
        ? undefined
        : await readOutline(from, env.allowList, env.publicUrl)
      const report = await withHub(async ({ db, by }) => {
        const allowList = await allowedHosts(db, env)
        const outline = early ?? (await readOutline(from, allowList, env.publicUrl))
        const id = await startImport(db, by, { name: basename(from), profileId, file: { outline } })
        return finishImport(db, by, id, allowList)
      }, env)
      printResult(command, report, (result) => describeReport(result, options.profile === undefined))
    })
  sources
    .command('export')
    .description('print the feeds as an OPML file, their tags as folders')
    .addHelpText('after', exampleText('sources export > feeds.opml'))
    .option('--json', 'print the list as JSON')
    .action(async (_options, command: Command) => {
      const entries = await withHub(async ({ db, by }) => {
        const scope = scopeOf(by.actor, 'source.read')
        return scope ? exportSources(db, scope, {}, by.now) : []
      })
      printResult(command, entries, (list) =>
        writeOpml({ title: 'Sources', createdAt: new Date(), entries: list }).trimEnd(),
      )
    })
  sources
    .command('list')
    .description('every source with its health')
    .addHelpText('after', exampleText('sources list --json'))
    .option('--json', 'print as JSON')
    .action(async (_options, command: Command) => {
      const rows = await withHub(async ({ db, by }) => {
        const scope = scopeOf(by.actor, 'source.read')
        return scope ? (await listSources(db, scope, { limit: 100_000 }, by.now)).rows : []
      })
      printResult(command, rows, renderSources)
    })
}

async function needsHubToReach(from: string, env: Env): Promise<boolean> {
  if (!isAddress(from) || env.allowHosts !== '') return false
  return env.databaseUrl !== undefined || (await findRunningEmbedded(env.dataDir)) !== undefined
}

function isAddress(from: string): boolean {
  return /^https?:\/\//i.test(from)
}

async function readOutline(from: string, allowList: AllowList, publicUrl: string) {
  const parser = createParserThread()
  try {
    const outline = await parser.parseOpmlInThread(await readBytes(from, allowList, publicUrl))
    if (outline.error !== null) throw new OperatorFault(`Nothing was imported from ${from}. ${outline.error}`)
    return outline
  } finally {
    await parser.close()
  }
}

async function readBytes(from: string, allowList: AllowList, publicUrl: string): Promise<Uint8Array> {
  if (!isAddress(from)) {
    return readNamedFile(from, OPML_BYTES_MAX)
  }
  const fetcher = createFeedFetcher({ allowList, userAgent: `dismis-hub/${hubVersion()} (+${publicUrl})` })
  try {
    const outcome = await fetcher.fetchFeed(from)
    if (outcome.kind === 'fetched') return outcome.body
    throw new OperatorFault(
      `Nothing was imported from ${from}. ${outcome.kind === 'failed' ? outcome.message : 'It sent nothing.'}`,
    )
  } finally {
    await fetcher.close()
  }
}

function renderSources(rows: readonly SourceView[]): string {
  return renderTable(
    ['health', 'items this week', 'address', 'what happened'],
    rows.map((row) => [
      row.health.state,
      String(row.itemsThisWeek),
      row.url,
      [row.health.happened, row.health.todo].filter(Boolean).join(' '),
    ]),
    'There are no sources yet. Add some with: npm run hub -- sources import FILE-OR-URL',
  )
}
