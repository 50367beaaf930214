import { type RefObject, useLayoutEffect, useRef } from 'react'

type TextElement = HTMLInputElement | HTMLTextAreaElement

/** Fields that hold words of a person's own; what was chosen from a list or found by a search is quickly chosen again. */
const OWN_WORDS =
  'textarea, input:is([type=text], [type=email], [type=url]):not([role=combobox]):not([aria-hidden=true] *)'

/**
 * Whether a form holds text that somebody typed since it opened: asked at the moment it would be closed, so that no form has
 * to keep count. Text that stood there from the beginning, and fields that were emptied, hold nothing to lose.
 */
export function useTypedText(form: RefObject<HTMLFormElement | null>): () => boolean {
  const atFirst = useRef(new Map<TextElement, string>())
  const fields = () => [...(form.current?.querySelectorAll<TextElement>(OWN_WORDS) ?? [])]
  useLayoutEffect(() => {
    for (const field of fields()) atFirst.current.set(field, field.value)
    // Only what stands there when the form opens was not typed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return () =>
    fields().some((field) => {
      const typed = field.value.trim()
      return typed !== '' && typed !== (atFirst.current.get(field) ?? '').trim()
    })
}
