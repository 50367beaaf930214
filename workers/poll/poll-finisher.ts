import type { Db } from '@hub/db/connect.ts'
import { finishEmptyPolls } from '@hub/db/stream/finish-empty-polls.ts'
import type { FinishedPoll } from '@hub/db/stream/finished-poll.ts'
import type { WriteBy } from '@hub/db/write.ts'

/** Writes polls without items together. */
export type PollFinisher = {
  /** Resolves once the poll is written; false when its claim had passed to another worker. */
  finish(poll: FinishedPoll): Promise<boolean>
  /** Tells the finisher that a poll ended otherwise, so that it need not wait for it. */
  nudge(): void
}

type Waiting = { poll: FinishedPoll; written: (isWritten: boolean) => void; failed: (error: unknown) => void }

const POLLS_AT_ONCE = 64
const WAIT_MS = 200

/**
 * Gathers polls for at most a fifth of a second, or until nobody is left whose poll could join (`runningPolls` counts those
 * under way, the waiting ones included), and writes them in one transaction. When that fails, each is tried on its own, so
 * that one source's trouble stays its own.
 */
export function createPollFinisher(deps: { db: Db; by: () => WriteBy; runningPolls: () => number }): PollFinisher {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      const written = await finishEmptyPolls(
        deps.db,
        deps.by(),
        batch.map(({ poll }) => poll),
      )
      for (const entry of batch) entry.written(written.has(entry.poll.source.id))
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error)
      else for (const entry of batch) await write([entry])
    }
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length > 0) void write(batch)
  }

  function nudge(): void {
    if (waiting.length >= Math.min(POLLS_AT_ONCE, Math.max(1, deps.runningPolls()))) flush()
    else if (waiting.length > 0) timer ??= setTimeout(flush, WAIT_MS)
  }

  return {
    finish: (poll) =>
      new Promise((written, failed) => {
        waiting.push({ poll, written, failed })
        nudge()
      }),
    nudge,
  }
}
