import { readdirSync, readFileSync } from 'node:fs'

import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

const MS_PER_TICK = 10

/** CPU time of the whole PostgreSQL server so far, in milliseconds; NaN where the system does not tell (Linux does). */
export async function postgresCpuMs(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  try {
    const postmaster = statOf(rows[0]?.pid ?? 0).parent
    const pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
    return pids.reduce((sum, pid) => sum + cpuUnder(pid, postmaster), 0)
  } catch {
    return Number.NaN
  }
}

/** A living child's own time, or, for the postmaster, its own and that of the children it saw end. */
function cpuUnder(pid: number, postmaster: number): number {
  try {
    const { parent, ownMs, endedMs } = statOf(pid)
    if (pid === postmaster) return ownMs + endedMs
    return parent === postmaster ? ownMs : 0
  } catch {
    return 0
  }
}

function statOf(pid: number): { parent: number; ownMs: number; endedMs: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; fields are counted after it (proc(5)).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return {
    parent: fields[1] ?? 0,
    ownMs: (user + system) * MS_PER_TICK,
    endedMs: (endedUser + endedSystem) * MS_PER_TICK,
  }
}

/** The value below which the share of the numbers lies; zero for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
