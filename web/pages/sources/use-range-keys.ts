import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

type RangeKeys = {
  /** Whether Shift was down with the press that is being handled. */
  isHeld: () => boolean
  listeners: {
    onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => void
    onPointerDownCapture: (event: PointerEvent<HTMLElement>) => void
  }
}

/** For a column of tick boxes: Shift chooses a range, and the arrow keys go from box to box. */
export function useRangeKeys(): RangeKeys {
  const isHeld = useRef(false)
  return {
    isHeld: () => isHeld.current,
    listeners: {
      onPointerDownCapture: (event) => {
        isHeld.current = event.shiftKey
      },
      onKeyDownCapture: (event) => {
        isHeld.current = event.shiftKey
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
        const { target, currentTarget } = event
        if (step === 0 || !(target instanceof HTMLInputElement) || target.type !== 'checkbox') return
        const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
        const next = boxes[boxes.indexOf(target) + step]
        if (!next) return
        event.preventDefault()
        next.focus()
      },
    },
  }
}
