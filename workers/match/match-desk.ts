import type { World } from '@hub/core/access/role.ts'
import type { Db } from '@hub/db/connect.ts'
import { listClaimDocuments } from '@hub/db/claim-match/review-changes.ts'

import type { LockKeeper } from '../lock-keeper.ts'
import { createThreadMatcher, type ThreadMatcher } from './thread-matcher.ts'

/** Where this process matches: the index of its world's claim reviews, if it is the one process that holds it. */
export type MatchDesk = {
  /** The index, built when first asked for; undefined when another process holds it. */
  open(): Promise<ThreadMatcher | undefined>
  /** Gives index and lock back; the next `open` builds it anew. */
  drop(): Promise<void>
  close(): Promise<void>
}

/** Handing a page to the thread copies it, for which the process waits. */
const PAGE = 500

/**
 * One process in an installation holds the index of a world: others would hold the same. Only memory rests on the lock; what
 * two processes wrote side by side would be the same rows.
 */
export function createMatchDesk(deps: {
  db: Db
  world: World
  locks: Pick<LockKeeper, 'tryLock' | 'holds' | 'unlock'>
}): MatchDesk {
  const { db, world, locks } = deps
  const lock = `hub:match:${world}`
  let matcher: ThreadMatcher | undefined

  async function drop(): Promise<void> {
    const held = matcher
    matcher = undefined
    await held?.close()
    if (locks.holds(lock)) await locks.unlock(lock)
  }

  async function build(): Promise<ThreadMatcher> {
    const fresh = createThreadMatcher()
    try {
      for (let after: string | null = null; ;) {
        const page = await listClaimDocuments(db, world, { after, limit: PAGE })
        await fresh.change(page, [])
        if (page.length < PAGE) return fresh
        after = page.at(-1)?.id ?? null
      }
    } catch (error) {
      await fresh.close()
      throw error
    }
  }

  return {
    async open() {
      // Whoever held the lock meanwhile took changes in that this index has not seen.
      if (!locks.holds(lock)) {
        await drop()
        if (!(await locks.tryLock(lock))) return undefined
      }
      matcher ??= await build()
      return matcher
    },
    drop,
    close: drop,
  }
}
