/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core'

/** Attributes that are read out or shown. */
const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
]

/** What the component library says to screen readers in languages of its own, which do not include the pseudo-locale. */
const LIBRARY_WORDS =
  '^(Dismiss|Show suggestions|Suggestions|(Click|Press Enter) to start dragging\\.|\\d+ options? available\\.)$'

/**
 * The words of a page in the pseudo-locale that did not come from the catalogue: text and spoken attributes with plain
 * letters, each with the element it stands in. What people and feeds wrote is left out: everything inside `data-content`,
 * the attributes of an element with `data-content-label`, typed text, and names inside a message, which stands in brackets.
 */
export function findForeignWords(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ spoken, libraryWords }) => {
      const found: string[] = []
      const note = (element: Element, text: string) => {
        if (!/[a-z]/i.test(text) || new RegExp(libraryWords).test(text.trim())) return
        if (element.closest('[data-content], script, style, noscript, [aria-hidden] option')) return
        found.push(
          `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${text.trim().slice(0, 80)}`,
        )
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Element && !node.hasAttribute('data-content-label')) {
          const said = spoken
            .map((name) => node.getAttribute(name) ?? '')
            .filter((text) => !/^\[.*[^\x00-\x7f].*\]$/s.test(text))
          for (const text of said) note(node, text)
        } else if (node instanceof Text && node.parentElement && !node.parentElement.matches('textarea')) {
          note(node.parentElement, node.data)
        }
      }
      return [...new Set(found)]
    },
    { spoken: SPOKEN, libraryWords: LIBRARY_WORDS },
  )
}
