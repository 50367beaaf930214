import { readTestEnv } from '@hub/config/test-env.ts'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export const { chromiumPath } = readTestEnv()

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
const ACT_TIMEOUT_MS = 20_000
const STREAM = /\/api\/v1\/events/

/** Cookies and storage of a signed-in person, to open further windows with. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

export type Window = {
  page: Page
  /** What went wrong unseen: thrown errors, and what the content security policy refused. */
  faults: string[]
  /** Opens a path of the hub and waits until the page has asked for nothing more. */
  open(path: string): Promise<void>
  /** Resolves when every question to the hub is answered; the live stream stays open. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Starts Chromium with a new empty profile. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: CHROMIUM_FLAGS })
}

/** A window of its own on the hub at `url`: by default 1280 px wide, light, without motion, nobody signed in. */
export async function openWindow(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 860 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(ACT_TIMEOUT_MS)
  typeAsPeopleDo(page)
  if (options.javaScriptEnabled === false) scriptless.add(page)
  const faults = noteFaults(page)
  const settle = noteRequests(page)
  return {
    page,
    faults,
    settle,
    async open(path) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settle()
    },
    close: () => context.close(),
  }
}

function noteFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
      faults.push(`${page.url()}: ${message.text()}`)
    }
  })
  return faults
}

function noteRequests(page: Page): () => Promise<void> {
  const open = new Set<unknown>()
  page.on('request', (request) => STREAM.test(request.url()) || open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return async () => {
    for (let quiet = 0; quiet < 3; quiet = open.size === 0 ? quiet + 1 : 0) await twoFrames(page)
  }
}

/** Pages in which no script runs: what they show is all they will show. */
const scriptless = new WeakSet<Page>()

/** Two frames: what an answer brings is drawn, the focus has moved, and questions that follow from it are asked. */
export async function twoFrames(page: Page): Promise<void> {
  if (scriptless.has(page)) return
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** Nobody presses a key within two frames of what they see: the focus moves in the meantime. */
function typeAsPeopleDo(page: Page): void {
  const { keyboard } = page
  const press = keyboard.press.bind(keyboard)
  const type = keyboard.type.bind(keyboard)
  keyboard.press = async (...given) => {
    await twoFrames(page)
    await press(...given)
  }
  keyboard.type = async (...given) => {
    await twoFrames(page)
    await type(...given)
  }
}
