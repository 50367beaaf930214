import { isQueueJob, JOB_NAMES, JOBS, type QueueJobName } from '@hub/core/jobs.ts'

import type { JobQueue } from './queue.ts'
import type { LockKeeper } from './lock-keeper.ts'

/** The queue's jobs that run on a rhythm. */
export const SCHEDULE: readonly { name: QueueJobName; everyMs: number }[] = JOB_NAMES.filter(isQueueJob).flatMap(
  (name) => {
    const { everyMs } = JOBS[name]
    return everyMs === null ? [] : [{ name, everyMs }]
  },
)

const LEADER_LOCK = 'hub:schedule'
const DEADLOCK = '40P01'
const TRIES = 5

/**
 * Puts the rhythms into the queue, once in an installation: only the process that holds the lock writes them, and a deadlock
 * with a worker that is moving one on is tried again. Returns whether this process did it.
 */
export async function putSchedule(
  queue: Pick<JobQueue, 'repeat'>,
  locks: Pick<LockKeeper, 'tryLock' | 'unlock'>,
): Promise<boolean> {
  if (!(await locks.tryLock(LEADER_LOCK))) return false
  try {
    for (const { name, everyMs } of SCHEDULE) await retryDeadlock(() => queue.repeat(name, everyMs))
    return true
  } finally {
    await locks.unlock(LEADER_LOCK)
  }
}

async function retryDeadlock(write: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await write()
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === DEADLOCK
      if (!isDeadlock || tried === TRIES) throw error
    }
  }
}
