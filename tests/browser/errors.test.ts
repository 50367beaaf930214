import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'
import { runHubCommand, startHubProcess } from '../support/hub-process.ts'

const READS = '**/api/v1/situation'
const LIVE_LOST = /Live updates are interrupted/

describeInBrowser('when something fails', () => {
  let stage: Stage
  let spentLink: string
  let window: Window

  beforeAll(async () => {
    stage = await startStage([])
    spentLink = stage.hub.signInLink ?? ''
    const signedIn = await signInByLink(stage, spentLink)
    window = await openWindow(stage.browser, stage.hub.url, { storageState: signedIn })
  })

  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  test('an error of the hub says what to do, gives a reference, and is over after trying again', async () => {
    const { page } = window
    await page.route(READS, (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        headers: { 'x-request-id': 'ref-4711' },
        json: { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal', detail: '' },
      }),
    )
    await window.open('/')
    const alert = page.getByRole('alert')
    await expect(alert.getByText('This could not be loaded')).toAppear()
    await expect(alert.getByText('Nothing was changed or lost.')).toAppear()
    await expect(alert.getByText('tell your administrator the reference', { exact: false })).toAppear()
    await expect(alert.getByText('ref-4711', { exact: false })).toAppear()
    await page.unroute(READS)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('region', { name: 'Growing now' })).toAppear()
    expect(await alert.count()).toBe(0)
  })

  test('without an answer the page tells to check the connection', async () => {
    const { page } = window
    await page.route(READS, (route) => route.abort())
    await window.open('/')
    await expect(page.getByRole('alert').getByText('The hub cannot be reached.', { exact: false })).toAppear()
    await expect(page.getByRole('alert').getByText('Check your connection', { exact: false })).toAppear()
    await page.unroute(READS)
  })

  test('a hub that stops leaves a quiet strip, keeps the data in view, and is back by itself', async () => {
    const { page } = window
    await window.open('/')
    await stage.hub.stop()
    await expect(page.getByText(LIVE_LOST)).toAppear()
    expect(await page.getByRole('region', { name: 'Growing now' }).isVisible()).toBe(true)
    stage.hub = await startHubProcess(stage.settings)
    await page.getByText(LIVE_LOST).waitFor({ state: 'detached' })
  })

  test('a spent link and a wrong password say what to do', async () => {
    const stranger = await openWindow(stage.browser, stage.hub.url)
    await stranger.open(spentLink)
    await expect(stranger.page.getByText('That link was used already or is too old.', { exact: false })).toAppear()
    await stranger.page.getByRole('textbox', { name: 'E-mail address' }).fill('administrator@hub.localhost')
    await stranger.page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await stranger.page.getByRole('button', { name: 'Sign in' }).click()
    await expect(stranger.page.getByText('E-mail and password do not belong together.', { exact: false })).toAppear()
    await stranger.close()
  })

  test('who is signed out signs in and comes back to where they were', async () => {
    const link = await runHubCommand(['users', 'link', 'administrator@hub.localhost'], stage.settings)
    const { page, open, close } = await openWindow(stage.browser, stage.hub.url, {
      storageState: await signInByLink(stage, link.stdout.trim()),
    })
    await open('/')
    await page.getByRole('button', { name: /^Your menu/ }).click()
    await page.getByRole('menuitem', { name: 'Set password' }).click()
    await page.getByRole('textbox', { name: 'New password' }).fill('three plain words together')
    await page.getByRole('dialog').getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText('Your password is set.').first()).toAppear()
    await open('/playbooks?q=water')
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Board' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toAppear()
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('administrator@hub.localhost')
    await page.getByRole('textbox', { name: 'Password' }).fill('three plain words together')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toAppear()
    await open('/playbooks?q=water')
    await page.getByRole('button', { name: /^Your menu/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toAppear()
    await close()
  })

  test('nothing threw and the content policy refused nothing', () => {
    expect(window.faults).toEqual([])
  })
})
