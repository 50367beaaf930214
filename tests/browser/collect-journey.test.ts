import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { HARBOUR_ITEMS, type Sites, startSites } from '../support/browser-sites.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'
import { runHubCommand } from '../support/hub-process.ts'

const OUTLINES = 10_000
const WIDE = { width: 1280, height: 860 }
const NARROW = { width: 360, height: 740 }

// One day with sources, in the windows of an analyst and a coordinator: each test goes on where the last one stopped.
describeInBrowser('from an address to its items', () => {
  let stage: Stage
  let sites: Sites
  let window: Window
  let analyst: Window

  beforeAll(async () => {
    sites = await startSites()
    stage = await startStage([])
    window = await openWindow(stage.browser, stage.hub.url, {
      storageState: await signInByLink(stage, stage.hub.signInLink ?? ''),
    })
    const invited = await runHubCommand(
      [
        'users',
        'invite',
        'ana@health.example',
        '--name',
        'Ana Lyst',
        '--role',
        'analyst',
        '--unit',
        'health',
        '--json',
      ],
      stage.settings,
    )
    const link = /"link":\s*"([^"]+)"/.exec(invited.stdout)?.[1] ?? ''
    analyst = await openWindow(stage.browser, stage.hub.url, { storageState: await signInByLink(stage, link) })
  })
  afterAll(async () => {
    await stage?.stop()
    await sites?.stop()
  })
  tellOnFailure(() => window)

  /** Nothing serious to a screen reader, and nothing that scrolls sideways on a phone. */
  const check = async ({ page, settle }: Window) => {
    await settle()
    expect(await findSeriousFaults(page)).toEqual([])
    await page.setViewportSize(NARROW)
    await settle()
    expect(await findSideways(page)).toEqual([])
    expect(await findSeriousFaults(page)).toEqual([])
    await page.setViewportSize(WIDE)
  }

  test('an analyst pastes a home page, sees the feed found and proposes it, by the keyboard alone', async () => {
    const { page } = analyst
    await analyst.open('/sources')
    await check(analyst)
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: 'Add a source' })
    await dialog.getByRole('textbox', { name: 'Address of a site or feed' }).waitFor()
    await page.keyboard.type(sites.home)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('One feed found', { exact: false })).toAppear()
    await expect(dialog.getByText('2 items, named by the page', { exact: false })).toAppear()
    expect(await dialog.getByRole('checkbox', { name: 'Harbour Herald: news' }).isChecked()).toBe(true)
    await check(analyst)
    await dialog.getByRole('button', { name: 'Watch profile it belongs to' }).press('Enter')
    await page.getByRole('option', { name: /Getting started/ }).press('Enter')
    await dialog.getByRole('button', { name: 'Propose source' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('row').filter({ hasText: 'Harbour Herald: news' })
    await expect(row.getByText('a coordinator has to approve it', { exact: false })).toAppear()
  })

  test('a coordinator sees who proposed it, approves it, and its items come in', async () => {
    const { page } = window
    await window.open('/sources')
    const row = page.getByRole('row').filter({ hasText: 'Harbour Herald: news' })
    await expect(row.getByText('Proposed by Ana Lyst')).toAppear()
    await expect(page.getByText('one waits for approval', { exact: false })).toAppear()
    await row.getByRole('checkbox').press('Space')
    const bar = page.getByRole('region', { name: 'Acts on the chosen sources' })
    await bar.getByRole('button', { name: 'Approve' }).press('Enter')
    await expect(row.getByText('Working.')).toAppear()
    await row.getByRole('link', { name: 'Harbour Herald: news' }).press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Herald: news' })).toAppear()
    for (const title of HARBOUR_ITEMS) await expect(page.getByRole('link', { name: title })).toAppear()
    await expect(page.getByText('approved it', { exact: false })).toAppear()
    await check(window)
  })

  test('what is broken says what happened and what to do', async () => {
    const { page } = window
    await window.open('/sources')
    await addAsIs(Object.values(sites.broken))
    const found = [
      ['refused.xml', 'The site refuses us.', 'Ask the publisher for access, or retire it.'],
      ['missing.xml', 'There is nothing at this address (404).', 'Check the address.'],
      ['about', 'The address leads to something that is not a feed.', 'Look for the feed’s own address on the site.'],
    ] as const
    for (const [address, happened, todo] of found) {
      const row = page.getByRole('row').filter({ hasText: address })
      await expect(row.getByText(happened, { exact: false })).toAppear()
      await expect(row.getByText(todo)).toAppear()
    }
    await page.getByRole('link', { name: '3', exact: true }).press('Enter')
    await expect(page.getByText('3 sources', { exact: true })).toAppear()
    await check(window)
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: 'Add a source' })
    await dialog.getByRole('textbox', { name: 'Address of a site or feed' }).waitFor()
    await page.keyboard.type(sites.broken.refused)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toAppear()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('ten thousand outlines come in with progress and a report, and are paused at once', async () => {
    const { page } = window
    await window.open('/sources')
    await page.getByRole('button', { name: 'Import OPML' }).press('Enter')
    const dialog = page.getByRole('dialog')
    const opened = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).press('Enter')
    const chooser = await opened
    await chooser.setFiles({ name: 'many.opml', mimeType: 'text/xml', buffer: Buffer.from(outline()) })
    await dialog.getByRole('button', { name: 'Import', exact: true }).press('Enter')
    await expect(page.getByRole('progressbar', { name: 'Progress' })).toAppear()
    // Left and come back to: it goes on.
    await page.getByRole('link', { name: 'Imports' }).press('Enter')
    await page.getByRole('link', { name: 'many.opml' }).press('Enter')
    await expect(page.getByText('2 entries were refused', { exact: false }).first()).toAppear()
    await expect(
      page.getByRole('row').filter({ hasText: 'mailto:' }).getByText('"mailto:" addresses', { exact: false }),
    ).toAppear()
    await check(window)
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download as CSV' }).press('Enter')
    expect((await saved).suggestedFilename()).toBe('refused-entries.csv')
    await window.open('/sources?tag=Many')
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).press('Space')
    await page.getByRole('button', { name: `Choose all 9,998 that match` }).press('Enter')
    await page
      .getByRole('region', { name: 'Acts on the chosen sources' })
      .getByRole('button', { name: 'Pause' })
      .press('Enter')
    await expect(
      page
        .getByText('9998 sources paused', { exact: false })
        .or(page.getByText('9,998 sources paused', { exact: false }))
        .first(),
    ).toAppear()
    await check(window)
  })

  test('nothing threw and the content policy refused nothing', () => {
    expect([...window.faults, ...analyst.faults]).toEqual([])
  })

  /** Addresses that a search for feeds would not offer come in by an outline file. */
  async function addAsIs(urls: readonly string[]): Promise<void> {
    const lines = urls.map((url) => `<outline text="${url}" xmlUrl="${url}"/>`)
    const opml = `<opml version="2.0"><body>${lines.join('\n')}</body></opml>`
    await window.page.evaluate(
      (body) =>
        fetch('/api/v1/sources/import', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).then((response) => response.text()),
      JSON.stringify({ name: 'broken.opml', opml }),
    )
  }
})

/** No host of these exists, and their folder becomes a tag. */
function outline(): string {
  const lines = Array.from(
    { length: OUTLINES },
    (_, index) => `<outline type="rss" text="Paper ${index}" xmlUrl="https://paper-${index}.invalid/feed.xml"/>`,
  )
  lines[99] = '<outline text="mailto:editor" xmlUrl="mailto:editor@paper.invalid"/>'
  lines[4_999] = '<outline text="A person" xmlUrl="https://mastodon.social/@somebody.rss"/>'
  return `<?xml version="1.0"?>\n<opml version="2.0"><body>\n<outline text="Many">\n${lines.join('\n')}\n</outline></body></opml>`
}
