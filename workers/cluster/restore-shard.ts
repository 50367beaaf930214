import { SNAPSHOT_VERSION } from '@hub/core/narrative/snapshot.ts'
import type { Db } from '@hub/db/connect.ts'
import {
  findSnapshot,
  listReplay,
  listRulings,
  type ReplayEntry,
  type StoredRuling,
} from '@hub/db/stream/shard-history.ts'
import type { TakenShard } from '@hub/db/stream/take-shard.ts'

import type { StageLog } from '../stage-deps.ts'
import type { ThreadEngines } from './thread-engines.ts'

const PAGE = 2_000

/** What a restored engine holds; `sinceSnapshot` counts the assignments that were replayed. */
export type RestoredShard = { rulingIds: string[]; heldItems: number; sinceSnapshot: number }

/**
 * Builds a shard's engine from the latest snapshot and everything committed after it, rulings in their place: the state is
 * the one the last owner had. A snapshot of other settings is passed over and all retained assignments are replayed.
 */
export async function restoreShard(
  db: Db,
  engines: ThreadEngines,
  taken: TakenShard,
  log: StageLog,
): Promise<RestoredShard> {
  const { shard, nextSeq } = taken
  let { shardSeq, heldItems } = await openEngine(db, engines, taken, log)
  const rulings = await listRulings(db, taken, shardSeq)
  const tail = { replayed: 0, ruled: 0 }
  for (;;) {
    const page = await listReplay(db, taken, shardSeq, PAGE)
    for (const step of interleave(page, rulings, tail.ruled)) {
      if (step.kind === 'rulings') {
        await engines.rule(
          shard,
          step.rulings.map(({ ruling }) => ruling),
        )
        tail.ruled += step.rulings.length
      } else await engines.replay(shard, step.entries)
    }
    tail.replayed += page.length
    const last = page.at(-1)
    if (!last) break
    shardSeq = last.shardSeq
  }
  await engines.rule(
    shard,
    rulings.slice(tail.ruled).map(({ ruling }) => ruling),
  )
  heldItems += tail.replayed
  log.info({ shard, heldItems, ...tail }, 'Narratives restored')
  return {
    rulingIds: rulings.filter((ruling) => ruling.shardSeq >= nextSeq - 1).map(({ id }) => id),
    heldItems,
    sinceSnapshot: tail.replayed,
  }
}

async function openEngine(
  db: Db,
  engines: ThreadEngines,
  taken: TakenShard,
  log: StageLog,
): Promise<{ shardSeq: number; heldItems: number }> {
  const snapshot = await findSnapshot(db, taken, SNAPSHOT_VERSION)
  if (snapshot) {
    try {
      const { heldItems } = await engines.open(taken.shard, snapshot.state)
      return { shardSeq: snapshot.shardSeq, heldItems }
    } catch (error) {
      log.warn({ error, shard: taken.shard }, 'A snapshot cannot be used; the stored decisions are replayed instead')
    }
  }
  await engines.open(taken.shard, null)
  return { shardSeq: 0, heldItems: 0 }
}

type Step = { kind: 'entries'; entries: ReplayEntry[] } | { kind: 'rulings'; rulings: StoredRuling[] }

/** A page of assignments with the rulings put where they bound: after the assignment whose number they carry. */
export function interleave(page: readonly ReplayEntry[], rulings: readonly StoredRuling[], ruled: number): Step[] {
  const steps: Step[] = []
  let next = ruled
  let entries: ReplayEntry[] = []
  for (const entry of page) {
    const due: StoredRuling[] = []
    for (let ruling = rulings[next]; ruling !== undefined && ruling.shardSeq < entry.shardSeq; ruling = rulings[next]) {
      due.push(ruling)
      next += 1
    }
    if (due.length > 0) {
      if (entries.length > 0) steps.push({ kind: 'entries', entries })
      entries = []
      steps.push({ kind: 'rulings', rulings: due })
    }
    entries.push(entry)
  }
  if (entries.length > 0) steps.push({ kind: 'entries', entries })
  return steps
}
