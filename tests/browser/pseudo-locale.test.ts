import { accentText } from '@hub/web/i18n/pseudo.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { type FedHub, feedHub } from '../support/browser-fed-hub.ts'
import { findForeignWords } from '../support/browser-foreign-words.ts'
import { PRESS } from '../support/browser-news.ts'
import { PAGES } from '../support/browser-pages.ts'
import { type Stage, startStage } from '../support/browser-stage.ts'

/** A message as the pseudo-locale shows it. */
const accented = (words: string) => `[${accentText(words)}]`

describeInBrowser('the pseudo-locale', () => {
  let stage: Stage
  let fed: FedHub
  let window: Window

  beforeAll(async () => {
    stage = await startStage(PRESS)
    fed = await feedHub(stage)
    window = await openWindow(stage.browser, stage.hub.url, { storageState: fed.signedIn })
    await window.open('/?lang=qps')
  })

  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  describe.each(PAGES)('$name', ({ address, opens }) => {
    beforeAll(() => window.open(address(fed)))

    test('shows only words of the catalogue', async () => {
      expect(await window.page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await findForeignWords(window.page)).toEqual([])
    })

    test.each(opens)('so does what “%s” opens', async (words) => {
      await window.open(address(fed))
      await window.page
        .getByRole('main')
        .getByRole('button', { name: accented(words), exact: true })
        .first()
        .click()
      await window.settle()
      expect(await findForeignWords(window.page)).toEqual([])
    })
  })

  test.each(['?', 'Control+k'])('so does what %s opens', async (key) => {
    await window.open('/')
    await window.page.keyboard.press(key)
    await window.page.getByRole('dialog').waitFor()
    expect(await findForeignWords(window.page)).toEqual([])
  })

  test('so do the menu of a phone and an address that does not exist', async () => {
    await window.open('/nowhere')
    expect(await findForeignWords(window.page)).toEqual([])
    await window.page.setViewportSize({ width: 360, height: 740 })
    await window.open('/')
    await window.page.getByRole('button', { name: accented('More'), exact: true }).click()
    await window.page.getByRole('dialog').waitFor()
    expect(await findForeignWords(window.page)).toEqual([])
  })

  test('so does the sign-in page', async () => {
    const stranger = await openWindow(stage.browser, stage.hub.url)
    await stranger.open('/sign-in?lang=qps')
    await stranger.page.getByRole('button', { name: accented('Sign in') }).click()
    expect(await findForeignWords(stranger.page)).toEqual([])
    await stranger.open('/sign-in?lang=qps&error=link')
    expect(await findForeignWords(stranger.page)).toEqual([])
    await stranger.close()
  })
})
