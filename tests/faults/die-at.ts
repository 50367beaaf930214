import { sql } from 'kysely'
import { expect } from 'vitest'

import type { PipelineOrders } from '../support/pipeline-process.ts'
import { runPipelineProcess } from '../support/run-pipeline-process.ts'
import { seededRandom } from '../support/seeded-random.ts'
import type { TestDatabase } from '../support/test-database.ts'

/** At which statement a process dies, or once it was sent. */
export type Kill = { nth: number; isSent: boolean }

const DYING = 'dying'

/** A kill by chance, among so many statements. */
function drawKill(random: () => number, statements: number): Kill {
  return { nth: 1 + Math.floor(random() * statements), isSent: random() < 0.5 }
}

/**
 * Tells a story again and again, each time killed at points drawn by chance among the statements of its rounds; `tell` compares
 * what came of it and says how many points killed a process. Nearly all have to.
 */
export async function killAtRandom(
  { points, seed, statements }: { points: number; seed: number; statements: readonly number[] },
  tell: (kills: readonly Kill[], words: string) => Promise<number>,
): Promise<void> {
  const random = seededRandom(seed)
  let killed = 0
  for (let left = points / statements.length; left > 0; left -= 1) {
    const kills = statements.map((count) => drawKill(random, count))
    killed += await tell(kills, `killed at ${JSON.stringify(kills)}`)
  }
  console.log(`${killed} of ${points} points killed a process, among ${statements.join(', ')} statements`)
  expect(killed).toBeGreaterThanOrEqual(points * 0.95 - 1)
}

/** Whether a process that was to die there really did. Returns once the server has done with what it left behind. */
export async function dieAt(
  { appConfig, db }: TestDatabase,
  orders: Omit<PipelineOrders, 'config' | 'dieBefore'>,
  kill: Kill,
): Promise<boolean> {
  const ended = await runPipelineProcess({
    ...orders,
    config: { ...appConfig, application_name: DYING },
    dieBefore: { statement: '', ...kill },
  })
  const isKilled = ended.signal === 'SIGKILL'
  if (!isKilled) expect(ended).toMatchObject({ code: 0, errors: '' })
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity where application_name in (${DYING}, 'hub locks') and datname = current_database()`.execute(
      db,
    )
    if (rows.length === 0) return isKilled
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
