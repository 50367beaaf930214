import { useSyncExternalStore } from 'react'

const STORED_AS = 'hub.collectingResumed'
const listeners = new Set<() => void>()

/** The reader has seen that collecting works again after this stop. */
export function dismissResumed(id: string): void {
  localStorage.setItem(STORED_AS, id)
  for (const listener of listeners) listener()
}

/** The stop whose end this reader dismissed last, on this device. */
export function useDismissedResumed(): string | null {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(STORED_AS))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
