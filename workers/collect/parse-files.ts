import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ParseResult } from '@hub/core/item/feed-item.ts'
import { MAX_FEED_BYTES } from './parse-feed.ts'
import type { ParserThread } from './parse-in-thread.ts'

/** One line of `feeds parse --json`. `published` is ISO 8601 in UTC or null. On `error` the rest is empty. */
export type ParsedFile = {
  file: string
  error?: string
  title: string
  siteUrl: string | null
  items: {
    id: string | null
    url: string | null
    title: string
    published: string | null
    text: string
    html: string
    language: string | null
  }[]
}

export type ParseFilesOptions = { contentType: string | null; baseUrl: string | null }

/**
 * Reads each file as a feed, folders with everything below them in name order, and yields one result a file as soon as
 * it is there. A file that cannot be read or parsed gives an `error` in plain words; nothing stops the run. The next
 * file is loaded while the thread works on the current one.
 */
export async function* parseFiles(
  paths: readonly string[],
  options: ParseFilesOptions,
  parser: ParserThread,
): AsyncGenerator<ParsedFile> {
  const files = listFiles(paths)
  let pending: Promise<ParsedFile> | null = null
  for await (const found of files) {
    const started =
      'error' in found
        ? Promise.resolve<ParsedFile>({ file: found.file, error: found.error, title: '', siteUrl: null, items: [] })
        : parseOne(found.file, options, parser)
    if (pending !== null) yield await pending
    pending = started
  }
  if (pending !== null) yield await pending
}

type FoundFile = { file: string } | { file: string; error: string }

async function* listFiles(paths: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    try {
      const info = await stat(path)
      if (!info.isDirectory()) {
        yield { file: path }
        continue
      }
      const names = (await readdir(path)).sort()
      yield* listFiles(names.map((name) => join(path, name)))
    } catch (error) {
      yield { file: path, error: describeFileError(error) }
    }
  }
}

async function parseOne(file: string, options: ParseFilesOptions, parser: ParserThread): Promise<ParsedFile> {
  try {
    return toParsedFile(file, await parser.parseInThread(await readCapped(file), options))
  } catch (error) {
    return { file, error: describeFileError(error), title: '', siteUrl: null, items: [] }
  }
}

/** The file's bytes, but never more than one past the limit, so that an endless device or a huge file costs nothing. */
async function readCapped(file: string): Promise<Uint8Array> {
  const info = await stat(file)
  if (info.isFile() && info.size <= MAX_FEED_BYTES) return await readFile(file)
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(file, { end: MAX_FEED_BYTES })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function toParsedFile(file: string, result: ParseResult): ParsedFile {
  if (!result.ok) return { file, error: result.error.message, title: '', siteUrl: null, items: [] }
  const items = result.feed.items.map((item) => ({
    id: item.externalId,
    url: item.url,
    title: item.title,
    published: item.publishedAt === null ? null : item.publishedAt.toISOString(),
    text: item.text,
    html: item.html,
    language: item.language,
  }))
  return { file, title: result.feed.title, siteUrl: result.feed.siteUrl, items }
}

function describeFileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'There is no such file.'
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read.'
  return `The file could not be read${code === '' ? '' : ` (${code})`}.`
}
