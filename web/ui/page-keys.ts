import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A single key of a page: what it does, and the act. */
export type PageKey = { key: string; does: string; act: () => void }

const STORED_AS = 'hub.singleKeys'
const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), textarea, select'
const listeners = new Set<() => void>()
const stack: (readonly PageKey[])[] = []

function notify() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Whether single keys act at all: a person may switch them off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(STORED_AS) !== 'off'
}

export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem(STORED_AS, isOn ? 'on' : 'off')
  notify()
}

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn)
}

/** The keys of all parts of the page that is shown: for the `?` dialog. */
export function listPageKeys(): readonly PageKey[] {
  return stack.flat()
}

/** Gives a page its single keys. They rest while somebody types, while a dialog or menu is open, and when switched off. */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const own = latest.current.map(({ key, does }) => ({
      key,
      does,
      act: () => latest.current.find((each) => each.key === key)?.act(),
    }))
    stack.push(own)
    return () => {
      stack.splice(stack.indexOf(own), 1)
    }
    // The names of keys are fixed for a page; their acts are read through `latest`.
  }, [])
}

/** Whether a pressed key is meant for the page: nobody types, nothing is open over it, single keys are on. */
export function isPageKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !areSingleKeysOn()) return false
  const { target } = event
  if (target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO))) return false
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu], .Popover') === null
}

/** Finds and performs what a pressed key means on this page. True when it did. */
export function actOnKey(event: KeyboardEvent): boolean {
  const pressed = event.key === ' ' ? 'Space' : event.key
  const isOnControl =
    event.target instanceof Element &&
    event.target.closest('button, a, summary, [role=button]')?.hasAttribute('data-page-keys') === false
  if (pressed === 'Space' && isOnControl) return false
  const found = listPageKeys().findLast(({ key }) => key === pressed)
  found?.act()
  return found !== undefined
}
