import type { AllowList } from '@hub/core/source/allow-list.ts'
import { advanceImport } from '@hub/db/source/advance-import.ts'
import { fillImport } from '@hub/db/source/fill-import.ts'
import { findOpenImports } from '@hub/db/source/read-imports.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import { createParserThread } from '../collect/parse-in-thread.ts'
import type { StageDeps } from '../stage-deps.ts'

export type ImportDeps = StageDeps & { allowList: AllowList }
export type ImportCounts = { imports: number; steps: number }

/** An outline of many megabytes may take longer to read than a feed. */
const READER = { timeLimitMs: 60_000, heapMb: 768 }

/**
 * Carries out the outline files that wait: reads each in a thread, then takes its entries in step by step. Every step
 * commits, so a killed process loses none and the next run goes on where it stopped.
 */
export async function importSources(deps: ImportDeps, clock: () => Date, signal?: AbortSignal): Promise<ImportCounts> {
  const { db, world, allowList } = deps
  const by = () => byStage('import-sources', world, clock())
  const counts: ImportCounts = { imports: 0, steps: 0 }
  const parser = createParserThread(READER)
  try {
    for (const { id, opml } of await findOpenImports(db, world)) {
      if (opml !== null) await fillImport(db, by(), id, await parser.parseOpmlInThread(Buffer.from(opml)))
      counts.imports += 1
      for (let isDone = false; !isDone && signal?.aborted !== true; counts.steps += 1)
        isDone = (await advanceImport(db, by(), id, allowList)).isDone
    }
  } finally {
    await parser.close()
  }
  return counts
}
