import { existsSync } from 'node:fs'

import { describe } from 'vitest'

import { chromiumPath } from './browser.ts'

/** A group of tests that need Chromium; where there is none they are skipped, and the name says why. */
export function describeInBrowser(title: string, define: () => void): void {
  if (existsSync(chromiumPath)) describe(title, define)
  else describe.skip(`${title} (needs Chromium: none at ${chromiumPath}; HUB_TEST_CHROMIUM may name another)`, define)
}
