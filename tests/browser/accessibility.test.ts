import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { findSeriousFaults } from '../support/browser-axe.ts'
import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { type FedHub, feedHub } from '../support/browser-fed-hub.ts'
import { PRESS } from '../support/browser-news.ts'
import { findSideways, readFocus } from '../support/browser-looks.ts'
import { PAGES } from '../support/browser-pages.ts'
import { type Stage, startStage } from '../support/browser-stage.ts'

const TITLE = /^\S.* · DIS\/MIS Hub$/
const WIDE = { width: 1280, height: 860 }
const NARROW = { width: 360, height: 740 }

describeInBrowser('accessibility', () => {
  let stage: Stage
  let fed: FedHub
  let window: Window

  beforeAll(async () => {
    stage = await startStage(PRESS)
    fed = await feedHub(stage)
    window = await openWindow(stage.browser, stage.hub.url, { storageState: fed.signedIn })
  })

  /** Changes how the page is looked at, and waits until it is drawn so. */
  const look = async (looks: { size?: typeof WIDE; colorScheme?: 'light' | 'dark' }) => {
    if (looks.size) await window.page.setViewportSize(looks.size)
    if (looks.colorScheme) await window.page.emulateMedia({ colorScheme: looks.colorScheme })
    await window.settle()
  }

  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  describe.each(PAGES)('$name', ({ address, opens }) => {
    beforeAll(async () => {
      await look({ size: WIDE })
      await window.open(address(fed))
    })

    test('has one heading of the first level, a title of its own and a way past the menu', async () => {
      const { page } = window
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await page.title()).toMatch(TITLE)
      expect(await page.locator('a[href="#main"]').first().textContent()).not.toBe('')
      expect(await page.locator('main').count()).toBe(1)
    })

    test.each([
      { width: '1280 px', size: WIDE },
      { width: '360 px', size: NARROW },
    ])('has no serious fault at $width, light or dark', async ({ size }) => {
      await look({ size })
      expect(await findSeriousFaults(window.page)).toEqual([])
      await look({ colorScheme: 'dark' })
      expect(await findSeriousFaults(window.page, ['color-contrast'])).toEqual([])
      await look({ colorScheme: 'light' })
    })

    test('does not scroll sideways at 360 px', async () => {
      await look({ size: NARROW })
      expect(await findSideways(window.page)).toEqual([])
    })

    test.each(opens)('has no serious fault in what “%s” opens', async (name) => {
      await look({ size: WIDE })
      await window.open(address(fed))
      await window.page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
      await window.settle()
      expect(await findSeriousFaults(window.page)).toEqual([])
      await look({ size: NARROW })
      expect(await findSideways(window.page)).toEqual([])
    })
  })

  test.each(['/sign-in', '/nowhere'])('%s, outside of the frame, has no serious fault', async (path) => {
    const stranger = await openWindow(stage.browser, stage.hub.url)
    await stranger.open(path)
    expect(await stranger.page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await stranger.page.title()).toMatch(TITLE)
    expect(await findSeriousFaults(stranger.page)).toEqual([])
    await stranger.page.setViewportSize(NARROW)
    expect(await findSideways(stranger.page)).toEqual([])
    await stranger.close()
  })

  test('the keyboard alone reaches the page, sees where it is, and opens the list of keys', async () => {
    const { page } = window
    await look({ size: WIDE })
    await window.open('/')
    await page.keyboard.press('Tab')
    await expect.poll(() => readFocus(page)).toMatchObject({ text: 'Skip to the page', isVisible: true })
    const reached: string[] = []
    for (let step = 0; step < 40 && !reached.includes('Decline…'); step += 1) {
      await page.keyboard.press('Tab')
      await expect.poll(() => readFocus(page)).toMatchObject({ isVisible: true, isOutlined: true })
      reached.push((await readFocus(page)).text)
    }
    expect(reached).toEqual(expect.arrayContaining(['Board', 'Acknowledge', 'Decline…']))
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    await keys.waitFor()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    expect((await readFocus(page)).text).toBe('Decline…')
  })

  test('items are searched, walked through and opened by keys alone', async () => {
    const { page } = window
    await window.open('/items')
    await expect(page.getByRole('status').filter({ hasText: /items match/ })).toAppear()
    await page.keyboard.press('/')
    await page.keyboard.type('water -bottles')
    await expect(page.locator('.ItemLine mark').first()).toAppear()
    await page.keyboard.press('ArrowDown')
    const first = (await readFocus(page)).text
    await page.keyboard.press('j')
    const second = (await readFocus(page)).text
    expect(second).not.toBe(first)
    await page.keyboard.press('k')
    expect((await readFocus(page)).text).toBe(first)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: first })).toAppear()
    await expect(page.getByRole('heading', { name: /Seen at \d+ publisher/ })).toAppear()
  })

  test('nothing threw and the content policy refused nothing', () => {
    expect(window.faults).toEqual([])
  })
})
