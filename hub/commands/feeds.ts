import type { Command } from 'commander'

import { parseFiles } from '@hub/workers/collect/parse-files.ts'

/** `feeds parse`: reads feed files as the collector would, without a database or a network. */
export function addFeedCommands(program: Command): void {
  const feeds = program.command('feeds').description('look at feeds as the collector sees them')
  feeds
    .command('parse')
    .description('parse feed files; one line a file')
    .argument('<path...>', 'files or folders')
    .option('--content-type <type>', 'the Content-Type header to assume')
    .option('--base <url>', 'the address to resolve relative links against')
    .option('--json', 'one JSON object a line: { file, error?, title, siteUrl, items }')
    .action(async (paths: string[], options: { contentType?: string; base?: string; json?: boolean }) => {
      for await (const parsed of parseFiles(paths, { contentType: options.contentType ?? null, baseUrl: options.base ?? null })) {
        const line = options.json ? JSON.stringify(parsed) : describe(parsed)
        if (!process.stdout.write(`${line}\n`)) await new Promise<void>((drained) => process.stdout.once('drain', drained))
      }
    })
}

function describe(parsed: { file: string; error?: string | undefined; title: string | null; items: readonly unknown[] }): string {
  if (parsed.error) return `${parsed.file}: ${parsed.error}`
  return `${parsed.file}: “${parsed.title ?? 'untitled'}”, ${parsed.items.length} items`
}
