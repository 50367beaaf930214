import { mkdirSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { previewProfileSchema } from '@hub/core/source/profile-preview.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { previewProfile } from '@hub/db/profile/preview-profile.ts'

import { buildSearchDatabase } from './build-search-database.ts'
import { CORPUS_END, corpusLanguages } from './search-corpus.ts'

const USAGE = 'npm run bench:preview -- [--items 200000] [--folder DIR]'
const SCOPE = { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }
const TERM_COUNTS = [3, 30, 300] as const
/** Where in a vocabulary, ordered by how often a word is used, the terms of a class begin. */
const CLASSES = { common: 20, mid: 1_000, rare: 6_000 } as const

await main()

/** Measures what a watch profile's preview looks at in its time, by how many terms there are and how common their words. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '200000' },
      folder: { type: 'string', default: join(tmpdir(), 'hub-bench-search') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  mkdirSync(values.folder, { recursive: true })
  const server = await startEmbedded({ dataDir: join(values.folder, 'data') })
  try {
    const owner = await buildSearchDatabase(values.folder, server, Number(values.items), (words) => console.log(words))
    const { db, close } = connect({ ...owner, max: 1 })
    await bench(db)
    await close()
  } finally {
    await server.stop()
  }
}

async function bench(db: Db): Promise<void> {
  console.log(`load ${loadavg()[0]?.toFixed(1)}`)
  console.log('| Words | Terms | Items looked at | Matched | More there | ms |\n|---|---|---|---|---|---|')
  for (const [name, start] of Object.entries(CLASSES))
    for (const count of TERM_COUNTS) {
      const profile = previewProfileSchema.parse({ terms: termsFrom(start, count) })
      const signal = new AbortController().signal
      const startedAt = performance.now()
      const found = await previewProfile(db, profile, { scope: SCOPE, now: new Date(CORPUS_END), signal })
      const ms = (performance.now() - startedAt).toFixed(0)
      console.log(
        `| ${name} | ${count} | ${found.itemsLookedAt} | ${found.matched} | ${found.isCapped ? 'yes' : 'no'} | ${ms} |`,
      )
    }
}

/** Terms of all languages in turn, each its vocabulary's next word; every third is a phrase, every fifth open at its end. */
function termsFrom(start: number, count: number): string[] {
  const languages = corpusLanguages()
  return Array.from({ length: count }, (_, nth) => {
    const words = languages[nth % languages.length]?.vocabulary ?? []
    const at = start + Math.floor(nth / languages.length) * 2
    const term = nth % 3 === 2 ? `${words[at]} ${words[at + 1]}` : `${words[at]}`
    return nth % 5 === 4 ? `${term}*` : term
  })
}
