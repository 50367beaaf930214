import { useSyncExternalStore } from 'react'
import { z } from 'zod'

const madeSchema = z.array(z.object({ id: z.string(), said: z.string() }))
/** A ruling made in this sitting: its id, and what it did in words. */
export type MadeRuling = z.infer<typeof madeSchema>[number]

const STORED_AS = 'hub.madeRulings'
let made: readonly MadeRuling[] = readStored()
const listeners = new Set<() => void>()

/** A sitting is a tab: it outlives a reload, and nobody else's. */
function readStored(): readonly MadeRuling[] {
  try {
    return madeSchema.parse(JSON.parse(sessionStorage.getItem(STORED_AS) ?? '[]'))
  } catch {
    return []
  }
}

function set(next: readonly MadeRuling[]): void {
  made = next
  sessionStorage.setItem(STORED_AS, JSON.stringify(next))
  for (const listener of listeners) listener()
}

/** Notes a ruling, so that one key takes the newest back on whatever page the work goes on. */
export function noteRuling(ruling: MadeRuling): void {
  set([...made, ruling])
}

export function forgetRuling(id: string): void {
  set(made.filter((ruling) => ruling.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The newest ruling of this sitting that still stands. */
export function useLastRuling(): MadeRuling | null {
  return useSyncExternalStore(subscribe, () => made.at(-1) ?? null)
}
