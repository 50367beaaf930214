import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'

const NEWS = ['Tap water unsafe after pipe repair', 'Tap water is safe again', 'River rises in the valley']

describeInBrowser('the preview of a watch profile', () => {
  let stage: Stage
  let window: Window

  beforeAll(async () => {
    stage = await startStage([])
    const storageState = await signInByLink(stage, stage.hub.signInLink ?? '')
    window = await openWindow(stage.browser, stage.hub.url, { storageState })
    await window.open('/profiles')
    const statuses = await window.page.evaluate(async (titles) => {
      const { rows } = await (await fetch('/api/v1/profiles')).json()
      const headers = { 'content-type': 'application/json' }
      const answers = titles.map((title: string) =>
        fetch('/api/v1/items', {
          method: 'POST',
          headers,
          body: JSON.stringify({
            profileId: rows[0].id,
            title,
            text: `People of the valley say so: ${title}.`,
            publisher: 'The Daily',
            language: 'en',
            reason: 'Kept for the test of the preview.',
          }),
        }).then(({ status }) => status),
      )
      return Promise.all(answers)
    }, NEWS)
    if (statuses.some((status) => status !== 201)) throw new Error(`The items were refused: ${statuses.join(', ')}`)
  })
  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  test('shows while one types how many items a term matches, and which', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'Propose profile' }).click()
    await expect(page.getByText('Write a term to see what it would have matched')).toAppear()
    await page.getByRole('textbox', { name: /^Terms/ }).fill('tap water\nvolcano')
    await expect(page.getByText('this would have matched 2 items', { exact: false }).first()).toAppear()
    await expect(page.getByText('matches nothing so far')).toAppear()
    await page.getByRole('textbox', { name: /^Except with/ }).fill('safe\n@some_body')
    await expect(page.getByText('1 more item is left out by an exclusion.')).toAppear()
    await expect(page.getByText('@some_body” is the handle of an account', { exact: false })).toAppear()
    await page.getByText('Show the item').click()
    expect(await page.locator('.PreviewExamples a mark').allTextContents()).toEqual(['Tap water'])
    await page.getByLabel('Ends on').fill('2199-01-01')
    await expect(page.getByText('Choose a day in the future,', { exact: false })).toAppear()
  })

  test('has no serious fault, wide or narrow, light or dark', async () => {
    const { page } = window
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 860 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await findSeriousFaults(page)).toEqual([])
      }
      expect(await findSideways(page)).toEqual([])
    }
  })

  test('hides no fault', () => expect(window.faults).toEqual([]))
})
