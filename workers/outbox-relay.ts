import type pg from 'pg'

import { isJobName, isQueueJob, type JobName } from '@hub/core/jobs.ts'
import type { Db } from '@hub/db/connect.ts'
import { listen } from '@hub/db/listen.ts'
import { lockUnpublished, markPublished } from '@hub/db/outbox.ts'
import type { Row } from '@hub/db/schema.ts'

import type { JobQueue } from './queue.ts'
import type { StageLog } from './stage-deps.ts'

export type RelayDeps = {
  db: Db
  queue: Pick<JobQueue, 'enqueue'>
  /** Hears of work for a job that runs on the pulse. */
  onPulseJob: (name: JobName) => void
  clock: () => Date
  log: StageLog
}

const ROWS_AT_ONCE = 100
/** Notifications wake the relay; this is for the one that got lost. */
const SLOW_POLL_MS = 30_000
const RETRY_MS = 2_000

/**
 * Hands the oldest unpublished outbox rows to the queue, in order, and marks them in the same transaction. A crash in
 * between hands rows over again under the same job ids: at least once, never out of an aggregate's order, because one
 * relay at a time holds the oldest rows. Returns how many there were.
 */
export async function relayOutbox({ db, queue, onPulseJob, clock, log }: RelayDeps): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await lockUnpublished(tx, ROWS_AT_ONCE)
    for (const row of rows) {
      if (!isJobName(row.topic))
        log.error({ topic: row.topic, outboxId: row.id }, 'An outbox row names a job that does not exist')
      else if (isQueueJob(row.topic)) await queue.enqueue(row.topic, {}, jobIdOf(row))
      else onPulseJob(row.topic)
    }
    await markPublished(
      tx,
      rows.map(({ id }) => id),
      clock(),
    )
    return rows.length
  })
}

export type RunningRelay = { wake(): void; stop(): Promise<void> }

/** Relays whenever a commit left something in the outbox, one pass at a time, until stopped. */
export function startOutboxRelay(deps: RelayDeps & { connection: pg.PoolConfig }): RunningRelay {
  let running: Promise<void> | undefined
  let isWanted = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  async function drain(): Promise<void> {
    clearTimeout(timer)
    let waitMs = SLOW_POLL_MS
    try {
      while (isWanted && !isStopped) {
        isWanted = false
        if ((await relayOutbox(deps)) === ROWS_AT_ONCE) isWanted = true
      }
    } catch (error) {
      waitMs = RETRY_MS
      deps.log.warn({ error }, 'The outbox could not be handed to the queue and is tried again')
    }
    running = undefined
    if (isStopped) return
    if (isWanted && waitMs === SLOW_POLL_MS) return wake()
    timer = setTimeout(wake, waitMs)
    timer.unref()
  }

  function wake(): void {
    isWanted = true
    if (!isStopped) running ??= drain()
  }

  const listener = listen(deps.connection, ['hub_outbox'], wake)
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await listener.close()
      await running
    },
  }
}

/** Also by its time: a Redis that outlives its database must not take a new row for an old one with the same number. */
function jobIdOf({ id, createdAt }: Row<'outbox'>): string {
  return `outbox-${id}-${createdAt.getTime()}`
}
