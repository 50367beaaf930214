import { useSyncExternalStore } from 'react'

const STORED_AS = 'hub.unit'
const listeners = new Set<() => void>()

/** Narrows lists to one of the reader's units; null shows all of them. */
export function chooseUnit(unitId: string | null): void {
  if (unitId) localStorage.setItem(STORED_AS, unitId)
  else localStorage.removeItem(STORED_AS)
  for (const listener of listeners) listener()
}

/** The unit the reader looks through, or null for all. */
export function useChosenUnit(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => localStorage.getItem(STORED_AS),
  )
}
