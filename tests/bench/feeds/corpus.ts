import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the suites of other projects lie when they are beside this repository. */
export const CORPUS = fileURLToPath(new URL('../../../../shared/data/feeds', import.meta.url))
export const isCorpusPresent = existsSync(CORPUS)
export const CORPUS_ABSENT =
  'Skipped: the parser suites of other projects are not beside this repository (../shared/data/feeds).'

const ORDINARY_BYTES = [4_000, 120_000] as const

/** Feeds as sites publish them: whole, well-formed, 4 to 120 KB. */
export function listOrdinaryFeeds(): string[] {
  const patterns = [
    'rss-parser/test/input/*',
    'miniflux/testdata/parser/*.xml',
    'feedsmith/src/feeds/**/*.xml',
    'simplepie/tests/data/*.xml',
  ]
  return patterns
    .flatMap((pattern) => globSync(join(CORPUS, pattern)))
    .filter((file) => {
      const { size } = statSync(file)
      return size >= ORDINARY_BYTES[0] && size <= ORDINARY_BYTES[1] && !/unrecognized|no_encoding|utf16/.test(file)
    })
    .sort()
}
