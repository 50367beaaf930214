import { type RefObject, useEffect, useRef } from 'react'

/**
 * Takes the focus along to the chosen one of several cards, so that a screen reader reads what keys choose. The focus stays where
 * it is while a dialog is open, or when it is outside of `within` (a selector) and not lost.
 */
export function useChosenFocus<Card extends HTMLElement>(isChosen: boolean, within: string): RefObject<Card | null> {
  const card = useRef<Card>(null)
  useEffect(() => {
    const element = card.current
    if (!isChosen || !element || document.querySelector('[role=dialog]')) return
    const { activeElement } = document
    const isFree = activeElement === document.body || (activeElement?.closest(within) ?? null) !== null
    if (!isFree || element.contains(activeElement)) return
    element.scrollIntoView({ block: 'nearest' })
    element.focus({ preventScroll: true })
  }, [isChosen, within])
  return card
}
