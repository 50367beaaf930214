import { basename } from 'node:path'

import type { Command } from 'commander'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { Env } from '@hub/config/env.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { OPML_BYTES_MAX } from '@hub/core/source/parse-opml.ts'
import type { ImportReport, SourceView } from '@hub/core/source/source-view.ts'
import { findRunningEmbedded } from '@hub/db/embedded/find-running-embedded.ts'
import { importSources } from '@hub/db/source/import-sources.ts'
import { listSources } from '@hub/db/source/list-sources.ts'
import { createFeedFetcher } from '@hub/workers/collect/fetch-feed.ts'
import { createParserThread } from '@hub/workers/collect/parse-in-thread.ts'

import { allowedHosts } from '../allowed-hosts.ts'
import { OperatorFault } from '../expected-fault.ts'
import { readNamedFile } from '../read-named-file.ts'
import { readSettings } from '../settings.ts'
import { hubVersion } from '../version.ts'
import { printResult, renderTable, tellOperator, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'
import { readProfileId } from './profiles.ts'

/** `sources import` and `sources list`. */
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
        const { entries, refused } = early ?? (await readOutline(from, allowList, env.publicUrl))
        const named = entries.map(({ url, title, siteUrl, folder }) => ({ url, title, siteUrl, tags: folder }))
        return importSources(db, by, { name: basename(from), entries: named, refused, profileId, allowList })
      }, env)
      printResult(command, report, (result) => describeReport(result, options.profile === undefined))
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

function describeReport(report: ImportReport, isStarter: boolean): string {
  const lines = [
    `${report.added} sources added, ${report.alreadyThere} were there already, ${report.refused.length} refused.`,
  ]
  for (const { line, text, reason } of report.refused) lines.push(`  line ${line ?? '?'}: ${reason}  ${text}`)
  if (report.profile) {
    const standing = report.profile.inForce
      ? 'in force: they are collected from now on'
      : 'not in force: approve it and they are collected'
    const chosen = isStarter ? ' (the starter profile, since none was given with --profile)' : ''
    lines.push(`They are named in “${report.profile.title}”${chosen}, which is ${standing}.`)
  }
  return lines.join('\n')
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
