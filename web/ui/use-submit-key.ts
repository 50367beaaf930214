import { type RefObject, useEffect, useRef } from 'react'

/** Ctrl Enter (⌘ Enter) anywhere in a form sends it; Escape is handed on where somebody wants it. */
export function useSubmitKey(form: RefObject<HTMLFormElement | null>, onEscape?: () => void): void {
  const latest = useRef(onEscape)
  latest.current = onEscape
  useEffect(() => {
    const element = form.current
    if (!element) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        element.requestSubmit()
      }
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current?.()
    }
    element.addEventListener('keydown', onKey)
    return () => element.removeEventListener('keydown', onKey)
  }, [form])
}
