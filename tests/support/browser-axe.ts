import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Faults that axe calls serious or critical, each with the elements it found. */
export async function findSeriousFaults(page: Page, rules?: string[]): Promise<string[]> {
  // Evaluated rather than added as a script, so that the page's content policy stays in force.
  await page.evaluate(`globalThis.axe ?? (() => { ${AXE} })()`)
  const run = rules
    ? { type: 'rule', values: rules }
    : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
  const options = JSON.stringify({ runOnly: run, resultTypes: ['violations'] })
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return (
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
      )
      // What a bar at the foot of the window covers is uncovered by scrolling.
      .filter((fault) => !/^target-size: .*partially obscured/s.test(fault))
  )
}
