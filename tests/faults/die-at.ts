import { sql } from 'kysely'
import { expect } from 'vitest'

import type { PipelineOrders } from '../support/pipeline-process.ts'
import { runPipelineProcess } from '../support/run-pipeline-process.ts'
import type { TestDatabase } from '../support/test-database.ts'

/** At which statement a process dies, or once it was sent. */
export type Kill = { nth: number; isSent: boolean }

const DYING = 'dying'

/** A kill by chance, among so many statements. */
export function drawKill(random: () => number, statements: number): Kill {
  return { nth: 1 + Math.floor(random() * statements), isSent: random() < 0.5 }
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
