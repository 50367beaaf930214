/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core'

/** The elements that stand out over the edge of a page that scrolls sideways; empty when it does not. */
export function findSideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    )
    return wide
      .slice(0, 8)
      .map(
        (element) =>
          `${element.tagName}.${element.getAttribute('class') ?? ''} ${element.textContent?.slice(0, 40) ?? ''}`,
      )
  })
}

/** The element that has the focus: its words, whether it is in view, and whether a ring shows it. */
export function readFocus(page: Page): Promise<{ text: string; isVisible: boolean; isOutlined: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return { text: '', isVisible: false, isOutlined: false }
    const { top, bottom, width } = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return {
      text: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
      isVisible: bottom > 0 && top < innerHeight && width > 0,
      isOutlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    }
  })
}
