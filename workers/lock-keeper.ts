import type pg from 'pg'

import { type LockSession, openLockSession } from '@hub/db/lock-session.ts'

/** The advisory locks of this process, on a connection that is opened when first needed and again after it broke. */
export type LockKeeper = {
  tryLock(name: string): Promise<boolean>
  /** Whether the lock is still held; a broken connection has lost it. */
  holds(name: string): boolean
  unlock(name: string): Promise<void>
  /** Holds a lock together with other processes until closed; a lost connection is opened again for it. */
  share(name: string): Promise<void>
  close(): Promise<void>
}

export function createLockKeeper(config: pg.PoolConfig, onLost: (error: Error) => void = () => {}): LockKeeper {
  let session: LockSession | undefined
  let opening: Promise<LockSession> | undefined
  let isClosed = false
  const held = new Set<string>()
  const shared = new Set<string>()

  async function liveSession(): Promise<LockSession> {
    if (session?.isAlive()) return session
    held.clear()
    opening ??= openSession().finally(() => (opening = undefined))
    session = await opening
    return session
  }

  async function openSession(): Promise<LockSession> {
    const opened = await openLockSession(config, (error) => {
      held.clear()
      if (!isClosed) onLost(error)
    })
    for (const name of shared) await opened.share(name)
    return opened
  }

  return {
    async tryLock(name) {
      if (isClosed) return false
      const isTaken = await (await liveSession()).tryLock(name)
      if (isTaken) held.add(name)
      return isTaken
    },
    holds: (name) => held.has(name) && (session?.isAlive() ?? false),
    async unlock(name) {
      held.delete(name)
      await session?.unlock(name)
    },
    async share(name) {
      await (await liveSession()).share(name)
      shared.add(name)
    },
    async close() {
      isClosed = true
      held.clear()
      shared.clear()
      await session?.close()
    },
  }
}
