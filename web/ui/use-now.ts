import { useSyncExternalStore } from 'react'

const TICK_MS = 20_000

let nowMs = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    nowMs = Date.now()
    for (const each of listeners) each()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present in milliseconds, renewed every 20 seconds for all who show it: one timer for the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs)
}
