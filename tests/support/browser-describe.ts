import { existsSync } from 'node:fs'

import type { Locator } from 'playwright-core'
import { afterEach, describe, expect } from 'vitest'

import { chromiumPath, twoFrames, type Window } from './browser.ts'

/** A group of tests that need Chromium; where there is none they are skipped, and the name says why. */
export function describeInBrowser(title: string, define: () => void): void {
  const isAbsent = !existsSync(chromiumPath)
  const why = isAbsent ? ` (needs Chromium: none at ${chromiumPath}; HUB_TEST_CHROMIUM may name another)` : ''
  describe.skipIf(isAbsent)(`${title}${why}`, () => {
    define()
  })
}

/** After a failed test prints what the window showed, as a screen reader would have it. */
export function tellOnFailure(find: () => Window | undefined): void {
  afterEach(async ({ task }) => {
    const page = find()?.page
    if (task.result?.state !== 'fail' || !page || page.isClosed()) return
    const shown = await page
      .locator('body')
      .ariaSnapshot()
      .catch((error: unknown) => String(error))
    console.error(`${task.name}: ${page.url()} showed\n${shown}`)
  })
}

declare module 'vitest' {
  // The parameters are the library's own: a declaration that adds to one has to repeat them.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Passes once the element is there, visible, and not held back by a dialog over the page; waits for it. */
    toAppear: () => Promise<void>
  }
}

expect.extend({
  async toAppear(locator: Locator) {
    // Behind a dialog that still waits for its answers nothing can be used yet, though the page shows it already.
    const usable = locator.and(locator.page().locator(':not([inert] *)'))
    const fault = await usable.waitFor().then(
      () => undefined,
      (error: unknown) => String(error),
    )
    // A page that is left meanwhile is drawn no more.
    await twoFrames(locator.page()).catch(() => undefined)
    return { pass: fault === undefined, message: () => fault ?? 'The element is there.' }
  },
})
