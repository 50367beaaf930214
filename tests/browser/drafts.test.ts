import { narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { ANYTHING, type Ask, askAs, rowsOf } from '../support/browser-ask.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { PRESS, publishAll, TAP_WATER } from '../support/browser-news.ts'
import { signInByLink, type Stage, startStage, until } from '../support/browser-stage.ts'
import { BROKEN_MODELS, goodModel, type ModelServer, startModelServer } from '../support/model-server.ts'

const PHONE = { width: 360, height: 740 }
const TITLE = 'Tap water unsafe after pipe repair'

/** Quotes the first item of the prompt rightly once and says something of its own once. */
const HELPFUL = goodModel((prompt) => {
  const words = /<<<\n(.{20,50})\s/u.exec(prompt)?.[1] ?? ''
  const sentences = [
    { text: `Residents say: ${words}.`, quotes: [{ item: 1, words }] },
    { text: 'Look at [this](https://evil.example/).', quotes: [{ item: 1, words: 'nobody wrote this anywhere' }] },
  ]
  return JSON.stringify({ title: TITLE, sentences })
})

// One narrative's drafts, by keyboard: each test goes on where the one before it stopped.
describeInBrowser('a drafted title and summary', () => {
  let stage: Stage
  let model: ModelServer
  let window: Window
  let ask: Ask
  let narrativeId = ''
  const panel = (page: Page) => page.getByRole('region', { name: 'Drafted title and summary' })
  const press = async (page: Page, name: string | RegExp) => {
    await panel(page).getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }

  beforeAll(async () => {
    model = await startModelServer(BROKEN_MODELS.faulty)
    stage = await startStage(PRESS, { HUB_MODEL_URL: model.url, HUB_CHAT_MODEL: 'chat-model', HUB_MODEL_KEY: 'k' })
    const storageState = await signInByLink(stage, stage.hub.signInLink ?? '')
    ask = askAs(stage.hub.url, storageState)
    publishAll(stage.publishers, TAP_WATER)
    await ask(ANYTHING, 'POST', '/sources/import', { name: 'press.opml', opml: stage.publishers.opml })
    narrativeId = await until('The narrative about tap water', async () => {
      const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach')
      return rows.find(({ title, itemCount }) => /tap water/i.test(title) && itemCount >= 5)?.id
    })
    window = await openWindow(stage.browser, stage.hub.url, { storageState })
    await window.open(`/narratives/${narrativeId}`)
  })

  afterAll(async () => {
    await stage?.stop()
    await model?.close()
  })
  tellOnFailure(() => window)

  test('that cannot be had says why, and the page stays as it was', async () => {
    const { page } = window
    await expect(panel(page).getByText('The language model chat-model can draft')).toAppear()
    await press(page, 'Draft a title and summary')
    await expect(panel(page).getByText('The model server reports a fault (500).')).toAppear()
    expect(await findSeriousFaults(page)).toEqual([])
  })

  test('is tried again, can be left, and arrives by itself', async () => {
    const { page } = window
    const held = Promise.withResolvers<void>()
    model.behave((request, response) => void held.promise.then(() => HELPFUL(request, response)))
    await press(page, 'Try again')
    await expect(panel(page).getByText('You can leave this page')).toAppear()
    held.resolve()
    await expect(panel(page).getByText('Written by a machine (chat-model) from')).toAppear()
    await expect(panel(page).getByText('Check it before you use it.')).toAppear()
    await expect(panel(page).getByText('1 sentence was left out: it could not be traced')).toAppear()
    expect(await panel(page).getByText('evil.example').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Draft again')
    expect(await findSeriousFaults(page)).toEqual([])
    expect(window.faults).toEqual([])
  })

  test('fits a phone, light and dark', async () => {
    const storageState = await window.page.context().storageState()
    const phone = await openWindow(stage.browser, stage.hub.url, { storageState, viewport: PHONE })
    await phone.open(`/narratives/${narrativeId}`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await phone.page.emulateMedia({ colorScheme })
      await panel(phone.page).scrollIntoViewIfNeeded()
      expect(await findSideways(phone.page)).toEqual([])
      expect(await findSeriousFaults(phone.page)).toEqual([])
    }
    await phone.close()
  })

  test('leads to the items it quotes', async () => {
    const { page } = window
    await panel(page).getByRole('list', { name: 'Rests on' }).getByRole('link').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/items\//u)
    await page.goBack()
    await expect(panel(page).getByText('Check it before you use it.')).toAppear()
  })

  test('gives the narrative its title when a person says so, and is gone when discarded', async () => {
    const { page } = window
    await press(page, 'Use this title')
    await expect(page.getByRole('heading', { level: 1, name: TITLE, exact: true })).toAppear()
    await press(page, 'Discard')
    await expect(panel(page).getByText('The language model chat-model can draft')).toAppear()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Draft a title and summary')
    expect(window.faults).toEqual([])
  })
})
