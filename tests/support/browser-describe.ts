import { existsSync } from 'node:fs'

import { afterEach, describe } from 'vitest'

import { chromiumPath, type Window } from './browser.ts'

/** A group of tests that need Chromium; where there is none they are skipped, and the name says why. */
export function describeInBrowser(title: string, define: () => void): void {
  if (existsSync(chromiumPath)) describe(title, define)
  else describe.skip(`${title} (needs Chromium: none at ${chromiumPath}; HUB_TEST_CHROMIUM may name another)`, define)
}

/** After a failed test prints what the window showed, as a screen reader would have it. */
export function tellOnFailure(find: () => Window | undefined): void {
  afterEach(async ({ task }) => {
    const page = find()?.page
    if (task.result?.state !== 'fail' || !page || page.isClosed()) return
    const shown = await page.locator('body').ariaSnapshot().catch((error: unknown) => String(error))
    console.error(`${task.name}: ${page.url()} showed\n${shown}`)
  })
}
