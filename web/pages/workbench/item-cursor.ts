import { useCallback } from 'react'

const ROW = '[data-workbench-item]'

/** The item the keyboard stands on; null when it is elsewhere. */
export function itemUnderCursor(): string | null {
  return document.activeElement?.closest<HTMLElement>(ROW)?.dataset.workbenchItem ?? null
}

/** Moves the keyboard to the next or previous item, from outside to the first. */
export function moveCursor(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)]
  const now = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[now < 0 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1)]
  next?.querySelector<HTMLElement>('input[type=checkbox]')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** For the list itself: inside it the arrows move from item to item. */
export function useArrowKeys() {
  return useCallback((list: HTMLElement | null) => {
    if (!list) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      moveCursor(event.key === 'ArrowDown' ? 1 : -1)
    }
    list.addEventListener('keydown', onKey)
    return () => list.removeEventListener('keydown', onKey)
  }, [])
}
