import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { signInByLink, type Stage, startStage, until } from '../support/browser-stage.ts'

const PAPERS = ['The Daily', 'The Weekly', 'The Valley Post', 'The River Times']

describeInBrowser('the rehearsal of a detection rule', () => {
  let stage: Stage
  let window: Window

  beforeAll(async () => {
    stage = await startStage([])
    const storageState = await signInByLink(stage, stage.hub.signInLink ?? '')
    window = await openWindow(stage.browser, stage.hub.url, { storageState })
    await window.open('/profiles')
    await addNews(window)
    await until('a narrative of all papers', () => findNarrative(window))
  })
  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  test('shows by keyboard what a rule would have raised, beside the rule as it stands', async () => {
    const { page } = window
    await window.open('/admin?tab=rules')
    await expect(page.getByText('Independent publishers well above the usual')).toAppear()
    await page.getByRole('button', { name: 'Change “Independent publishers well above the usual”' }).press('Enter')
    await expect(page.getByText('This would have fired once, about one narrative', { exact: false }).first()).toAppear()
    await expect(page.getByText('As it stands: once, about one narrative', { exact: false }).first()).toAppear()
    const list = page.getByRole('list', { name: 'When it would have fired' })
    await expect(list.getByRole('link', { name: /Tap water unsafe/ })).toAppear()
    await expect(list.getByText('The Daily', { exact: false }).first()).toAppear()
    await page.getByRole('spinbutton', { name: 'Publishers, at least' }).fill('5')
    await expect(page.getByText('This would not have fired', { exact: false }).first()).toAppear()
    await expect(list.getByText('Only as it stands')).toAppear()
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
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.keyboard.press('Escape')
  })

  test('a rule of words is written, rehearsed and saved, and refuses to look for a person', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'Add rule' }).press('Enter')
    await expect(page.getByText('Fill in the rule to see what it would have raised.')).toAppear()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Boil notices')
    const terms = page.getByRole('textbox', { name: /^Terms/ })
    await terms.fill('@some_body')
    await expect(page.getByText('is the handle of an account', { exact: false }).first()).toAppear()
    await terms.fill('boil wat*')
    await expect(page.getByText('This would have fired once, about one narrative', { exact: false }).first()).toAppear()
    await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter')
    await expect(
      page.getByText('“boil wat*” in 3 items at 2 publishers within 24 hours.', { exact: false }).first(),
    ).toAppear()
  })

  test('a narrative is snoozed and the snooze is taken back', async () => {
    const { page } = window
    const narrative = await findNarrative(window)
    await window.open(`/narratives/${narrative?.id}`)
    await page.getByRole('button', { name: 'Snooze alerts' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Until it rises' }).press('Enter')
    await expect(page.getByText('until it rises.', { exact: false }).first()).toAppear()
    expect(await findSeriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Take back' }).press('Enter')
    await expect(page.getByText('Alerts come again').first()).toAppear()
  })

  test('a unit gets its weekly budget', async () => {
    const { page } = window
    await window.open('/admin?tab=units')
    await page.getByRole('button', { name: 'Edit Health ministry' }).press('Enter')
    await page.getByRole('spinbutton', { name: 'Alerts a week, at most' }).fill('20')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(page.getByRole('cell', { name: '20', exact: true })).toAppear()
  })

  test('hides no fault', () => expect(window.faults).toEqual([]))
})

/** The same story in four papers, handed in by hand. */
async function addNews({ page }: Window): Promise<void> {
  const statuses = await page.evaluate(async (papers) => {
    const { rows } = await (await fetch('/api/v1/profiles')).json()
    const headers = { 'content-type': 'application/json' }
    const found: number[] = []
    for (const [index, publisher] of papers.entries()) {
      const answer = await fetch('/api/v1/items', {
        method: 'POST',
        headers,
        body: JSON.stringify({
          profileId: rows[0].id,
          title: `Tap water unsafe after pipe repair, say ${['neighbours', 'residents', 'families', 'shops'][index]}`,
          text: `Residents were told to boil water after a pipe repair in the valley. Part ${index}.`,
          publisher,
          language: 'en',
          reason: 'Kept for the test of the rehearsal.',
        }),
      })
      found.push(answer.status)
    }
    return found
  }, PAPERS)
  if (statuses.some((status) => status !== 201)) throw new Error(`The items were refused: ${statuses.join(', ')}`)
}

async function findNarrative({ page }: Window): Promise<{ id: string } | undefined> {
  return page.evaluate(async (papers) => {
    const { rows } = await (await fetch('/api/v1/narratives')).json()
    return rows.find(({ publisherCount }: { publisherCount: number }) => publisherCount >= papers)
  }, PAPERS.length)
}
