import { existsSync } from 'node:fs'
import { readTestEnv } from '@hub/config/test-env.ts'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'

const { chromiumPath } = readTestEnv()

/** Chromium as tests run it: no window, no sandbox (tests may run as root), and no traffic of its own. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A group of tests that need Chromium; where there is none they are skipped, and the name says why. */
export function describeInBrowser(title: string, define: () => void): void {
  if (existsSync(chromiumPath)) describe(title, define)
  else describe.skip(`${title} (needs Chromium: there is none at ${chromiumPath}; HUB_TEST_CHROMIUM names another)`, define)
}

/** Starts Chromium with a new empty profile. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: CHROMIUM_FLAGS })
}

/** A page that notes what goes wrong in it unseen: thrown errors and what the content security policy refused. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; faults: string[] }> {
  const faults: string[] = []
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && /Content Security Policy/.test(text)) faults.push(`${page.url()}: ${text}`)
  })
  return { page, faults }
}
