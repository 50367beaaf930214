import type { Command } from 'commander'

import { parseFiles, type ParsedFile } from '@hub/workers/collect/parse-files.ts'
import { createParserThread } from '@hub/workers/collect/parse-in-thread.ts'

import { exampleText } from './example-text.ts'

/** `feeds parse`: reads feed files as the collector would, without a database or a network. */
export function addFeedCommands(program: Command): void {
  const feeds = program.command('feeds').description('look at feeds as the collector sees them')
  feeds
    .command('parse')
    .description('parse feed files; one line a file')
    .addHelpText('after', exampleText('feeds parse ./saved-feeds --base https://news.example/feed.xml --json'))
    .argument('<path...>', 'files or folders')
    .option('--content-type <type>', 'the Content-Type header to assume')
    .option('--base <url>', 'the address to resolve relative links against')
    .option('--json', 'one JSON object a line: { file, error?, title, siteUrl, items }')
    .action(async (paths: string[], options: { contentType?: string; base?: string; json?: boolean }) => {
      const parser = createParserThread()
      const assumed = { contentType: options.contentType ?? null, baseUrl: options.base ?? null }
      try {
        for await (const parsed of parseFiles(paths, assumed, parser)) {
          const line = options.json ? JSON.stringify(parsed) : describe(parsed)
          if (!process.stdout.write(`${line}\n`))
            await new Promise<void>((drained) => process.stdout.once('drain', drained))
        }
      } finally {
        await parser.close()
      }
    })
}

function describe(parsed: ParsedFile): string {
  return `${parsed.file}: ${parsed.error ?? `“${parsed.title}”, ${parsed.items.length} items`}`
}
