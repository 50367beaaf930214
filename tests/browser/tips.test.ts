import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { width: 360, height: 740 }
const CLAIM = 'They say that the reservoir above Port Arden was sold.'

// One tip's way, from a stranger's phone to an item: each test goes on where the one before it stopped.
describeInBrowser('a tip from the public', () => {
  let stage: Stage
  let window: Window
  let stranger: Window

  beforeAll(async () => {
    stage = await startStage([])
    const storageState = await signInByLink(stage, stage.hub.signInLink ?? '')
    window = await openWindow(stage.browser, stage.hub.url, { storageState })
    stranger = await openWindow(stage.browser, stage.hub.url, { javaScriptEnabled: false, viewport: PHONE })
  })

  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  test('the form says that it is closed until an administrator opens it', async () => {
    await stranger.page.goto('/tip')
    await expect(stranger.page.getByRole('heading', { name: 'This form is not open' })).toAppear()
    await window.open('/admin?tab=tips')
    await window.page.getByRole('button', { name: 'Open the form' }).click()
    await expect(window.page.getByRole('heading', { name: 'The public form is open' })).toAppear()
  })

  test('the open form fits a phone and has no serious fault, light or dark', async () => {
    const reader = await openWindow(stage.browser, stage.hub.url, { viewport: PHONE })
    await reader.page.goto('/tip')
    for (const colorScheme of ['light', 'dark'] as const) {
      await reader.page.emulateMedia({ colorScheme })
      expect(await findFaults(reader.page)).toEqual([])
    }
    expect(await findSideways(reader.page)).toEqual([])
    expect(reader.faults).toEqual([])
    await reader.close()
  })

  test('a tip is sent without script, after a fault is mended', async () => {
    const { page } = stranger
    await page.goto('/tip')
    await letPass(page)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('link', { name: 'Give a link, or write what the claim says.' })).toAppear()
    await page.getByRole('textbox', { name: 'What does it say?' }).fill(`${CLAIM} Ask @somebody.`)
    await page.getByRole('textbox', { name: /^Where did you see it/ }).fill('A leaflet')
    await letPass(page)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('heading', { name: 'Thank you' })).toAppear()
    expect(await page.context().cookies()).toEqual([])
  })

  test('it waits in the rail, and keys decline it, take that back and accept it', async () => {
    const { page } = window
    await window.open('/tips')
    await expect(page.getByRole('link', { name: /1 tip waits for a decision/ })).toAppear()
    await expect(page.getByText(`${CLAIM} Ask @….`)).toAppear()
    expect(await findFaults(page)).toEqual([])
    await page.keyboard.press('3')
    await expect(page.getByRole('heading', { name: 'No tip waits' })).toAppear()
    await page.keyboard.press('z')
    await expect(page.getByText(CLAIM, { exact: false })).toAppear()
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: 'Accept this tip' })
    await expect(dialog.getByText('The item enters under this profile', { exact: false })).toAppear()
    await dialog.getByRole('button', { name: 'Accept' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect(page.getByRole('heading', { name: 'No tip waits' })).toAppear()
  })

  test('it is found among items', async () => {
    await window.open('/items?q=reservoir')
    await expect(window.page.getByText(/reservoir above Port Arden/).first()).toAppear()
    expect(window.faults).toEqual([])
  })
})

/** Makes the form as old as one that a person has read. */
async function letPass(page: Page): Promise<void> {
  await page.locator('input[name=openedAt]').evaluate((field) => {
    if (field instanceof HTMLInputElement) field.value = String(Date.now() - 60_000)
  })
}

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
