import type { PageDom } from './open-document.ts'

/** How sites mark the line that names who wrote a page. */
const BYLINE = /byline|(?:^|[\s_-])authors?(?:$|[\s_-])|written-?by|contributor/i
/** A longer one holds more than names. */
const MAX_BYLINE_LENGTH = 120

/**
 * Takes out of a document what names its authors: the hub keeps no names of people beside their words. Readability does so too,
 * but leaves the line standing when the page's head names the author as well.
 */
export function dropBylines(document: PageDom): void {
  for (const element of document.querySelectorAll('[class], [id], [rel], [itemprop]')) {
    const isMarked =
      BYLINE.test(element.getAttribute('class') ?? '') ||
      BYLINE.test(element.getAttribute('id') ?? '') ||
      /\bauthor\b/i.test(`${element.getAttribute('rel') ?? ''} ${element.getAttribute('itemprop') ?? ''}`)
    if (isMarked && (element.textContent ?? '').trim().length <= MAX_BYLINE_LENGTH) element.remove()
  }
}
