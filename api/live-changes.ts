import { randomBytes } from 'node:crypto'

import type { LiveNotice } from '@hub/db/listen-live.ts'

/** A change with its place in this process's stream. */
export type LiveEvent = { id: string; seq: number; notice: LiveNotice }

export type LiveChanges = {
  /** Tells every open stream of a committed change. */
  publish(notice: LiveNotice): void
  /** Tells every open stream that it may have missed something. */
  resync(): void
  /** Events after a given id, or `gap` when this process no longer knows what followed it. */
  since(lastEventId: string): LiveEvent[] | 'gap'
  subscribe(listener: (event: LiveEvent | 'resync' | 'end') => void): () => void
  /** Ends every open stream: the process stops. */
  end(): void
  /** How many streams are open. */
  count(): number
}

const KEPT_EVENTS = 1000

/**
 * The changes of this process, newest last, kept for streams that reconnect. Event ids carry the process's own mark: a
 * stream that comes from another process (or an earlier start) learns that it has to fetch anew.
 */
export function createLiveChanges(mark: string = randomBytes(6).toString('hex')): LiveChanges {
  const listeners = new Set<(event: LiveEvent | 'resync' | 'end') => void>()
  let kept: LiveEvent[] = []
  let seq = 0
  /** Ids up to this one precede a moment in which changes may have been missed. */
  let gapAt = 0
  return {
    publish(notice) {
      seq += 1
      const event = { id: `${mark}-${seq}`, seq, notice }
      kept.push(event)
      if (kept.length > KEPT_EVENTS) kept = kept.slice(-KEPT_EVENTS / 2)
      for (const listener of listeners) listener(event)
    },
    resync() {
      seq += 1
      gapAt = seq
      for (const listener of listeners) listener('resync')
    },
    since(lastEventId) {
      const [theirMark, text = ''] = lastEventId.split('-')
      const last = Number(text)
      const oldest = kept[0]?.seq ?? seq + 1
      const isKnown = theirMark === mark && Number.isInteger(last) && last >= gapAt && last <= seq && last >= oldest - 1
      return isKnown ? kept.filter((event) => event.seq > last) : 'gap'
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end() {
      for (const listener of listeners) listener('end')
    },
    count: () => listeners.size,
  }
}
