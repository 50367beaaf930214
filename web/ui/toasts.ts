import { announce } from './announce.ts'

export type ToastAction = { label: string; onPress: () => void; key?: string }
export type ToastMessage = { id: number; text: string; action?: ToastAction }

const SHOWN_MS = 8_000

let toasts: readonly ToastMessage[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly ToastMessage[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows and speaks a short confirmation for eight seconds. Never the only copy of a message: faults stay on the page. */
export function toast(text: string, action?: ToastAction): void {
  const id = nextId++
  set([...toasts.slice(-2), action ? { id, text, action } : { id, text }])
  announce(text)
  setTimeout(() => closeToast(id), SHOWN_MS)
}

export function closeToast(id: number): void {
  set(toasts.filter((each) => each.id !== id))
}

export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  read: () => toasts,
}
