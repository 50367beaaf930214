import type { NarrativeId } from '@hub/core/ids.ts'
import { itemRowSchema } from '@hub/core/item/item-search.ts'
import { narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Ask, askAs, rowsOf } from '../support/browser-ask.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { OTHER_NEWS, PRESS, publishAll, type Report, TAP_WATER } from '../support/browser-news.ts'
import { signInByLink, type Stage, startStage, until } from '../support/browser-stage.ts'
import { runHubCommand } from '../support/hub-process.ts'

const fresh = (reports: readonly Report[]) => reports.map((report) => ({ ...report, hoursAgo: 0 }))
const WATER = /tap water/i
const POLLING = /polling stations/i
const SCHOOLS = /lessons on Monday/i
const BOTTLES = 'Shops sell out of bottles'

/** Further news of each story, in the words of what came before. */
const MORE: Record<'bottles' | 'schools' | 'polling' | 'schoolsAgain', Report> = {
  bottles: {
    by: 'City Echo',
    hoursAgo: 0,
    title: 'Shops sell out of bottles again over tap water rumour in Port Arden',
    text: 'Shops in Port Arden sell out of bottled water again over the rumour that tap water is unsafe. Many boil their drinking water.',
  },
  schools: {
    by: 'Harbour Times',
    hoursAgo: 0,
    title: 'Schools cancel lessons on Monday because of snow? Parents puzzled by rumour',
    text: 'Parents pass on the rumour that all schools of the province cancel lessons on Monday because of snow. The school board knows nothing.',
  },
  polling: {
    by: 'City Echo',
    hoursAgo: 0,
    title: 'Notice that polling stations close at noon on election day is passed on',
    text: 'Voters in the Valley pass on a notice that polling stations close at noon on election day, with questions about ballot hours.',
  },
  schoolsAgain: {
    by: 'Radio Coast',
    hoursAgo: 0,
    title: 'Rumour: schools of the province cancel lessons on Monday because of snow',
    text: 'The rumour that schools cancel lessons on Monday because of snow reaches parents of the whole province, the school board has announced nothing.',
  },
}

// One analyst's sitting in one window, by keyboard alone: each test goes on where the one before it stopped.
describeInBrowser('an analyst at the workbench', () => {
  let stage: Stage
  let window: Window
  let ask: Ask
  const ids = new Map<RegExp, NarrativeId>()

  beforeAll(async () => {
    stage = await startStage(PRESS)
    const administrator = askAs(stage.hub.url, await signInByLink(stage, stage.hub.signInLink ?? ''))
    await administrator({ parse: (value) => value }, 'POST', '/sources/import', {
      name: 'press.opml',
      opml: stage.publishers.opml,
    })
    const invited = await runHubCommand(
      ['users', 'invite', 'ana@health.example', '--name', 'Ana', '--role', 'analyst', '--unit', 'health', '--json'],
      stage.settings,
    )
    const signedIn = await signInByLink(stage, /"link":\s*"([^"]+)"/.exec(invited.stdout)?.[1] ?? '')
    ask = askAs(stage.hub.url, signedIn)
    publishAll(stage.publishers, fresh([...TAP_WATER, ...OTHER_NEWS]))
    for (const [story, count] of [
      [WATER, TAP_WATER.length],
      [POLLING, 4],
      [SCHOOLS, 3],
    ] as const)
      ids.set(story, await until(`All items of ${story}`, () => findNarrative(story, count)))
    window = await openWindow(stage.browser, stage.hub.url, { storageState: signedIn })
  })
  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  const findNarrative = async (story: RegExp, count: number) => {
    const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach&limit=50')
    return rows.find(({ title, itemCount }) => story.test(title) && itemCount >= count)?.id
  }
  /** Publishes news and waits until it stands in the narrative it must stand in. */
  const arrivesIn = async (report: Report, narrativeId: string) => {
    publishAll(stage.publishers, [report])
    const found = await until(`“${report.title}”`, async () => {
      const { rows } = await ask(rowsOf(itemRowSchema), 'GET', '/items?sort=newest')
      return rows.find(
        ({ title, narrative }) => title.map(({ text }) => text).join('') === report.title && narrative !== null,
      )
    })
    expect(found.narrative?.id).toBe(narrativeId)
  }
  const focused = () => window.page.evaluate(() => document.activeElement?.closest('li, label')?.textContent ?? '')
  /** Steps through the list by `j` until the cursor stands on what is looked for. */
  const stepTo = async (words: RegExp | string) => {
    const isThere = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text))
    for (let step = 0; step < 40; step += 1) {
      await window.page.keyboard.press('j')
      if (isThere(await focused())) return
    }
    throw new Error(`The cursor never reached ${String(words)}.`)
  }
  const expectNoFaults = async () => {
    await window.settle()
    expect(await findSeriousFaults(window.page)).toEqual([])
  }
  const idOf = (story: RegExp): string => ids.get(story) ?? ''

  test('splits what does not belong off a narrative, after seeing what goes', async () => {
    const { page } = window
    await window.open(`/narratives/${idOf(WATER)}`)
    await page.keyboard.press('w')
    await expect(page.getByText('What was ruled')).toAppear()
    await expectNoFaults()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog').getByText('Split the marked items off, or move them over')).toAppear()
    await page.keyboard.press('Escape')
    await stepTo(BOTTLES)
    await page.keyboard.press('x')
    await expect(page.getByText('1 item marked')).toAppear()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: 'Split items off' })
    await expect(dialog.getByText('Cases, alerts and signals stay.')).toAppear()
    await expectNoFaults()
    await page.keyboard.type('Bottled water sells out')
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 item went to “Bottled water sells out”.').first()).toAppear()
    const apart = await until('The new narrative', () => findNarrative(/Bottled water/, 1))
    await arrivesIn(MORE.bottles, apart)
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoFaults()
    expect(await findSideways(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 860 })
  })

  test('merges two narratives chosen in the list; what comes next goes to the one that lives on', async () => {
    const { page } = window
    await page.keyboard.press('g')
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1, name: 'Narratives' })).toAppear()
    await stepTo(POLLING)
    await page.keyboard.press('x')
    await page.keyboard.press('k')
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('k')
    await stepTo(SCHOOLS)
    await page.keyboard.press('x')
    await expect(page.getByText('2 chosen')).toAppear()
    await expectNoFaults()
    await page.keyboard.press('m')
    await expect(page.getByRole('radio', { name: SCHOOLS, checked: true })).toAppear()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: 'Merge narratives' })
    await expect(dialog.getByText('3 items').first()).toAppear()
    await expectNoFaults()
    await page.keyboard.type('Both come from one chain letter')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Both come from one chain letter')).toAppear()
    await arrivesIn(MORE.schools, idOf(POLLING))
    await arrivesIn(MORE.polling, idOf(POLLING))
    // Nothing moved under the cursor: what arrived waits until it is asked for.
    await expect(page.getByText('2 new items: show')).toAppear()
    await page.keyboard.press('n')
    await expect(page.getByText(MORE.schools.title)).toAppear()
  })

  test('the address of what was merged leads to the one that lives on, and says so', async () => {
    const { page } = window
    await window.open(`/narratives/${idOf(SCHOOLS)}`)
    await expect(page.getByText(/was merged into this narrative by Ana/)).toAppear()
    expect(new URL(page.url()).pathname).toBe(`/narratives/${idOf(POLLING)}`)
    await expect(page.getByRole('heading', { level: 1, name: POLLING })).toAppear()
    await expectNoFaults()
  })

  test('takes the merge back, and by one key the split: each story goes its own way again', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'Undo the merge' }).press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: SCHOOLS })).toAppear()
    expect(new URL(page.url()).pathname).toBe(`/narratives/${idOf(SCHOOLS)}`)
    await until('Its items', () => findNarrative(SCHOOLS, 4))
    await arrivesIn(MORE.schoolsAgain, idOf(SCHOOLS))
    await page.keyboard.press('w')
    await expect(page.getByText(/Taken back by/)).toAppear()
    await expectNoFaults()
    await page.keyboard.press('u')
    await page.waitForURL(`**/narratives/${idOf(WATER)}/workbench`)
    await until('The items that had left', () => findNarrative(WATER, TAP_WATER.length + 1))
    expect(window.faults).toEqual([])
  })
})
