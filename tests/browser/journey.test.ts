import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { OTHER_NEWS, PRESS, publishAll, type Report, TAP_WATER } from '../support/browser-news.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'
import { runHubCommand } from '../support/hub-process.ts'

const STORY = /tap water/i
const CASE_TITLE = 'Is the tap water in Port Arden safe?'
const fresh = (reports: readonly Report[]) => reports.map((report) => ({ ...report, hoursAgo: 0 }))

// One person's day in one window: each test goes on where the one before it stopped.
describeInBrowser('from a feed to a logged response', () => {
  let stage: Stage
  let window: Window
  let other: Window | undefined

  beforeAll(async () => {
    stage = await startStage(PRESS)
    window = await openWindow(stage.browser, stage.hub.url)
  })

  afterAll(() => stage?.stop())
  tellOnFailure(() => other ?? window)

  const goTo = async (name: string) => {
    await window.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
    await expect(window.page.getByRole('heading', { level: 1, name })).toAppear()
  }

  test('the one-time link signs in to a page that explains itself', async () => {
    const { page } = window
    await window.open(stage.hub.signInLink ?? '')
    await expect(page.getByRole('heading', { level: 1, name: 'Situation' })).toAppear()
    await expect(page.getByText('This page needs sources')).toAppear()
    await expect(page.getByText('Nothing waits for your units')).toAppear()
    await page.getByRole('link', { name: 'Add sources' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sources' })).toAppear()
  })

  test('sources come in as an OPML file, and the table shows that they are read', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'Import OPML' }).first().click()
    const dialog = page.getByRole('dialog')
    const opened = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).click()
    const chooser = await opened
    await chooser.setFiles({ name: 'press.opml', mimeType: 'text/xml', buffer: Buffer.from(stage.publishers.opml) })
    await expect(dialog.getByText('press.opml')).toAppear()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText('Every entry could be used.')).toAppear()
    await page.getByRole('link', { name: 'To the sources' }).click()
    for (const name of PRESS) await expect(page.getByRole('row').filter({ hasText: name })).toAppear()
    await expect(page.getByRole('row').filter({ hasText: PRESS[0] }).getByText('working', { exact: false })).toAppear()
  })

  test('what the press publishes appears on the open pages without reload', async () => {
    const { page } = window
    await goTo('Situation')
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    publishAll(stage.publishers, fresh(OTHER_NEWS.filter(({ by }) => by === 'Northern Wire' || by === 'City Echo')))
    publishAll(stage.publishers, fresh(TAP_WATER.slice(0, 3)))
    await expect(page.getByRole('region', { name: 'Growing now' }).getByRole('link', { name: STORY })).toAppear()
    await expect(
      page.getByRole('region', { name: 'Waiting for us' }).getByRole('button', { name: 'Acknowledge' }),
    ).toAppear()
    await goTo('Triage')
    await expect(page.getByText(STORY).first()).toAppear()
    await goTo('Narratives')
    await expect(page.getByRole('link', { name: STORY })).toAppear()
    await expect(page.getByRole('link', { name: /museum of clocks/i })).toAppear()
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
  })

  test('the alert says why it came, is acknowledged, and the narrative grows on', async () => {
    const { page } = window
    await goTo('Situation')
    const waiting = page.getByRole('region', { name: 'Waiting for us' })
    await expect(waiting.getByText(/Health and medicines/)).toAppear()
    await waiting.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(waiting.getByText(/Acknowledged for Health ministry/)).toAppear()
    publishAll(stage.publishers, fresh(TAP_WATER.slice(3, 5)))
    await expect(page.getByRole('region', { name: 'Growing now' }).getByText(/5 publishers/)).toAppear()
  })

  test('a case is opened from the narrative, with the reasons in view', async () => {
    const { page } = window
    await page.getByRole('region', { name: 'Growing now' }).getByRole('link', { name: STORY }).click()
    await expect(page.getByRole('heading', { level: 1, name: STORY })).toAppear()
    await page.getByText('Why it belongs').first().click()
    await page.getByRole('button', { name: 'Open a case' }).click()
    const dialog = page.getByRole('dialog', { name: 'Open a case' })
    await dialog.getByRole('textbox', { name: 'Name of the case' }).fill(CASE_TITLE)
    await dialog.getByRole('button', { name: 'Open a case' }).click()
    await expect(page.getByRole('heading', { level: 1, name: CASE_TITLE })).toAppear()
    await expect(page.getByText('Not assessed yet.', { exact: false })).toAppear()
  })

  test('on the board the keyboard moves it, and the opinion gate comes first', async () => {
    const { page } = window
    await goTo('Board')
    await page.getByRole('link', { name: CASE_TITLE }).focus()
    await page.keyboard.press('m')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Triaged/ })
      .press('Enter')
    const dialog = page.getByRole('dialog', { name: /^Assess/ })
    const send = dialog.getByRole('button', { name: 'Save and move to Triaged' })
    await send.press('Enter')
    await expect(dialog.getByText('Choose one.').first()).toAppear()
    await dialog.getByRole('radio', { name: 'Yes, a fact that can be checked' }).press('Space')
    await choose(window, 'How far does it reach?', '3 · Trending')
    await choose(window, 'How sure are you?', 'High')
    await dialog.getByRole('checkbox', { name: 'Vulnerable people' }).press('Space')
    await dialog
      .getByRole('textbox', { name: 'What is that based on?' })
      .fill('Three samples taken since the repair are clean.')
    await send.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect(page.getByRole('grid', { name: /^Triaged/ }).getByRole('link', { name: CASE_TITLE })).toAppear()
  })

  test('a playbook is attached and a step of it ticked', async () => {
    const { page } = window
    await page.getByRole('link', { name: CASE_TITLE }).click()
    await page.getByRole('button', { name: 'Attach playbook' }).click()
    const dialog = page.getByRole('dialog', { name: 'Attach a playbook' })
    await dialog.getByRole('searchbox').fill('health rumour')
    await dialog.getByRole('button', { name: /Health rumour/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const step = page.getByRole('checkbox', { name: /^Done: / }).first()
    await step.press('Space')
    await expect(page.getByText(/^1 of \d+$/)).toAppear()
    expect(await step.isChecked()).toBe(true)
  })

  test('a note and a response stand in the log, and the record verifies', async () => {
    const { page } = window
    const log = page.getByRole('region', { name: 'Log' })
    const write = page.getByRole('form', { name: 'Write to the log' })
    await page.keyboard.press('l')
    await write.getByRole('textbox', { name: 'What happened?' }).fill('The water works sent three clean samples.')
    await page.keyboard.press('Control+Enter')
    await expect(log.getByText('The water works sent three clean samples.')).toAppear()
    await write.getByRole('button', { name: 'Response' }).click()
    await write.getByRole('combobox', { name: 'Response' }).fill('Debunk')
    await page.getByRole('option', { name: 'Debunk' }).click()
    await write
      .getByRole('textbox', { name: 'What did you do, or decide not to do?' })
      .fill('Published the samples on the ministry page.')
    await write.getByRole('button', { name: 'Record response' }).click()
    await expect(log.getByText('Published the samples on the ministry page.')).toAppear()
    await log.getByRole('button', { name: 'Verify the record' }).click()
    await expect(log.getByText(/The record is whole: \d+ entries/)).toAppear()
    await goTo('Situation')
    await expect(
      page.getByRole('region', { name: 'What we did' }).getByText('Published the samples on the ministry page.'),
    ).toAppear()
  })

  test('the lead of another unit sees the narrative, and of the case nothing', async () => {
    const caseUrl = await findCaseUrl(window)
    const invited = await runHubCommand(
      [
        'users',
        'invite',
        'lead@interior.example',
        '--name',
        'Ada Interior',
        '--role',
        'unit_lead',
        '--unit',
        'interior',
        '--json',
      ],
      stage.settings,
    )
    const link = /"link":\s*"([^"]+)"/.exec(invited.stdout)?.[1] ?? ''
    other = await openWindow(stage.browser, stage.hub.url, { storageState: await signInByLink(stage, link) })
    await other.open('/')
    const growing = other.page.getByRole('region', { name: 'Growing now' })
    await expect(growing.getByRole('link', { name: STORY })).toAppear()
    await expect(other.page.getByText('Nothing waits for your units')).toAppear()
    await expect(other.page.getByText('No response is logged yet')).toAppear()
    await other.open('/board')
    await expect(other.page.getByText('No cases yet')).toAppear()
    const answers = await other.page.evaluate(
      (paths) =>
        Promise.all(
          paths.map(async (path) => {
            const answer = await fetch(path)
            const { reference: _reference, instance: _instance, ...problem } = await answer.json()
            return { status: answer.status, problem: JSON.stringify(problem) }
          }),
        ),
      [`/api/v1${caseUrl}`, '/api/v1/cases/01900000-0000-7000-8000-000000000000'],
    )
    expect(answers[0]?.status).toBe(404)
    expect(answers[0]).toEqual(answers[1])
    await other.open(caseUrl)
    await expect(other.page.getByText('It does not exist, or it belongs to another unit.')).toAppear()
    expect(await other.page.getByText(CASE_TITLE).count()).toBe(0)
    expect(other.faults).toEqual([])
    await other.close()
    other = undefined
  })

  test('nothing threw and the content policy refused nothing', () => {
    expect(window.faults).toEqual([])
  })
})

/** Picks an entry of a list by the keyboard. */
async function choose({ page }: Window, field: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: field }).press('Enter')
  await page.getByRole('option', { name: entry, exact: true }).press('Enter')
}

async function findCaseUrl({ page, open }: Window): Promise<string> {
  await open('/board')
  return (await page.getByRole('link', { name: CASE_TITLE }).getAttribute('href')) ?? ''
}
