import type { World } from '@hub/core/access/role.ts'
import type { Db } from '@hub/db/connect.ts'

/** What the stages tell the operator's log. */
export type StageLog = {
  info(facts: Record<string, unknown>, words: string): void
  warn(facts: Record<string, unknown>, words: string): void
  error(facts: Record<string, unknown>, words: string): void
}

export const SILENT_LOG: StageLog = { info: () => {}, warn: () => {}, error: () => {} }

/** What every stage works with: the database, the data space it serves, and where it reports. */
export type StageDeps = { db: Db; world: World; log: StageLog }
