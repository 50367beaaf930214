import { afterAll, beforeAll, expect, test } from 'vitest'

import { findSeriousFaults } from '../support/browser-axe.ts'
import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { type FedHub, feedHub } from '../support/browser-fed-hub.ts'
import { PRESS } from '../support/browser-news.ts'
import { type Stage, startStage } from '../support/browser-stage.ts'

// One storyline's way, by keyboard: each test goes on where the one before it stopped.
describeInBrowser('a storyline', () => {
  let stage: Stage
  let fed: FedHub
  let window: Window

  beforeAll(async () => {
    stage = await startStage(PRESS)
    fed = await feedHub(stage)
    window = await openWindow(stage.browser, stage.hub.url, { storageState: fed.signedIn })
  })

  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  const panel = () => window.page.getByRole('region', { name: 'Storyline', exact: true })

  test('a narrative is taken out, and put back by undoing', async () => {
    const { page } = window
    await window.open(`/narratives/${fed.narrativeId}`)
    await panel().getByRole('button', { name: 'Take out' }).press('Enter')
    await expect(panel().getByText('Not told with other narratives yet.')).toAppear()
    await page.getByRole('button', { name: 'Undo' }).first().press('Enter')
    await expect(panel().getByRole('button', { name: 'Take out' })).toAppear()
  })

  test('a third narrative is found by its words and told with it', async () => {
    const { page } = window
    await panel().getByRole('button', { name: 'Tell with another narrative…' }).press('Enter')
    const dialog = page.getByRole('dialog')
    const choose = dialog.getByRole('button', { name: /^Tell together/ }).first()
    await choose.waitFor()
    await choose.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    expect(await panel().getByRole('listitem').count()).toBe(2)
    expect(await findSeriousFaults(page)).toEqual([])
  })

  test('its page names the narratives, is renamed, and says the same as a table', async () => {
    const { page } = window
    await panel().getByRole('link').first().press('Enter')
    await expect(page.getByRole('heading', { name: 'Its narratives' })).toAppear()
    await page.getByRole('button', { name: 'Rename' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name of the storyline' }).fill('Water in Port Arden')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Water in Port Arden' })).toAppear()
    await page.getByRole('button', { name: 'Show as table' }).press('Enter')
    await expect(page.getByRole('table')).toAppear()
    expect(await findSeriousFaults(page)).toEqual([])
    expect(window.faults).toEqual([])
  })
})
