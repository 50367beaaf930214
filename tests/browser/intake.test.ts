import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openWindow, type Window } from '../support/browser.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { signInByLink, type Stage, startStage } from '../support/browser-stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const CSV = [
  'Headline;Body;Link;Date;Outlet',
  'River one;The river rises in the valley.;https://a.example/1;22/11/2025;The Daily',
  'River two;The river falls.;not an address;22/11/2025;The Daily',
  'River three;The river stands.;;45/11/2025;The Weekly',
  'River four;The river flows.;;20/11/2025;The Weekly',
].join('\r\n')

const ARTICLE = `<!doctype html><html lang="en"><head><title>Water rumour – The Weekly</title>
<meta property="og:site_name" content="The Weekly"></head><body><main><article><h1>Water rumour in the valley</h1>
${'<p>People of the valley were told that the tap water is unsafe after the repair of the main pipe in Mill Street.</p>'.repeat(8)}
</article></main></body></html>`

describeInBrowser('bringing items in by hand', () => {
  let stage: Stage
  let window: Window
  let site: Server
  let address: string

  beforeAll(async () => {
    site = createServer((request, response) => {
      const isArticle = request.url?.startsWith('/water') === true
      response.writeHead(isArticle ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      response.end(isArticle ? ARTICLE : '')
    })
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    const bound = site.address()
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`
    stage = await startStage([])
    const signedIn = await signInByLink(stage, stage.hub.signInLink ?? '')
    window = await openWindow(stage.browser, stage.hub.url, { storageState: signedIn })
  })
  afterAll(async () => {
    await stage?.stop()
    site?.close()
  })
  tellOnFailure(() => window)

  const findFaults = async () => {
    await window.settle()
    await window.page.evaluate(AXE)
    const results = await window.page.evaluate<AxeResults>('axe.run()')
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }
  const chooseProfile = async () => {
    const { page } = window
    await page.getByRole('button', { name: /Choose…\s*Watch profile/ }).press('Enter')
    await page.getByRole('option').first().press('Enter')
  }

  test('a pasted text is looked over, freed of contacts and stored, by keyboard alone', async () => {
    const { page } = window
    await window.open('/items')
    await page.getByRole('button', { name: 'Add an item' }).press('Enter')
    await page.getByRole('radio', { name: 'Paste a text' }).press('Enter')
    await page.getByRole('textbox', { name: 'Title' }).press('x')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('The tap water is said to be unsafe')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Residents were told to boil it. Ask @some_body or call 0721 234 567.')
    await page.getByRole('button', { name: 'Remove them now' }).press('Enter')
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toContain(
      'call [number removed]',
    )
    await page.getByRole('textbox', { name: /Publisher/ }).focus()
    await page.keyboard.type('The Daily')
    await page.getByRole('button', { name: 'Store it' }).press('Enter')
    await expect(page.getByText('Choose the watch profile it belongs to.')).toAppear()
    expect(await findFaults()).toEqual([])
    await chooseProfile()
    await page.getByRole('button', { name: 'Store it' }).press('Enter')
    await expect(page.getByText('The item is stored.', { exact: false })).toAppear()
    await page.getByRole('link', { name: 'Open the item' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'The tap water is said to be unsafe' })).toAppear()
  })

  test('a form asks before typed text is thrown away, and gives the focus back', async () => {
    const { page } = window
    await window.open('/items')
    const opener = page.getByRole('button', { name: 'Add an item' })
    const form = page.getByRole('dialog', { name: 'Add an item' })
    const question = page.getByRole('alertdialog', { name: 'Throw away what you typed?' })
    await opener.press('Enter')
    await form.getByRole('textbox', { name: 'Address of the page' }).waitFor()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    await opener.press('Enter')
    await form.getByRole('radio', { name: 'Paste a text' }).press('Enter')
    const title = form.getByRole('textbox', { name: 'Title' })
    await title.focus()
    await page.keyboard.type('Half a thought')
    await form.getByRole('radio', { name: 'Read a page' }).press('Enter')
    await form.getByRole('textbox', { name: 'Address of the page' }).waitFor()
    await page.keyboard.press('Escape')
    await expect(question).toAppear()
    expect(await findFaults()).toEqual([])
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await form.getByRole('radio', { name: 'Paste a text' }).press('Enter')
    expect(await title.inputValue()).toBe('Half a thought')
    await title.press('Enter')
    await expect(form.getByText('Give the link, or say who published it.')).toAppear()
    await page.waitForFunction(() => document.activeElement?.closest('[data-invalid]') !== null)
    await form.getByRole('button', { name: 'Cancel' }).press('Enter')
    await question.getByRole('button', { name: 'Throw it away' }).press('Enter')
    await form.waitFor({ state: 'detached' })
  })

  test('a page is read by the hub, looked over and stored; one that is not there says so', async () => {
    const { page } = window
    await window.open('/items')
    await page.getByRole('button', { name: 'Add an item' }).press('Enter')
    const field = page.getByRole('textbox', { name: 'Address of the page' })
    await field.fill(`${address}/nothing`)
    await field.press('Enter')
    await expect(page.getByRole('button', { name: 'Enter it by hand' })).toAppear()
    expect(await findFaults()).toEqual([])
    await field.fill(`${address}/water`)
    await field.press('Enter')
    await expect(page.getByRole('heading', { name: 'Look it over' })).toAppear()
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toContain('Water rumour')
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toContain('Mill Street')
    await chooseProfile()
    for (const says of ['The item is stored.', 'The hub has this page already.']) {
      await page.getByRole('button', { name: 'Store it' }).press('Enter')
      await expect(page.getByText(says, { exact: false })).toAppear()
      if (says.startsWith('The hub')) break
      await page.getByRole('button', { name: 'Add another' }).press('Enter')
      await field.fill(`${address}/water?utm_source=mail`)
      await field.press('Enter')
      await expect(page.getByRole('heading', { name: 'Look it over' })).toAppear()
      await chooseProfile()
    }
  })

  test('a small CSV with two bad rows ends in a report that names them', async () => {
    const { page } = window
    await window.open('/items/import')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a file' }).press('Enter')
    await (await chooser).setFiles({ name: 'monitoring.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) })
    await expect(
      page.getByText('4 rows in the file: 2 would be stored and 2 would be refused.', { exact: false }),
    ).toAppear()
    await expect(page.getByText('“not an address” is not a web address.', { exact: false })).toAppear()
    expect(await findFaults()).toEqual([])
    await chooseProfile()
    await page.getByRole('button', { name: 'Start the import' }).press('Enter')
    await expect(page.getByText('2 rows were refused; see why below.', { exact: false })).toAppear()
    await expect(page.getByText('“45/11/2025” cannot be read as a date.', { exact: false })).toAppear()
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await findFaults()).toEqual([])
    expect(await findSideways(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.getByRole('link', { name: 'Import another file' }).press('Enter')
    await expect(page.getByRole('link', { name: 'monitoring.csv' })).toAppear()
  })

  test('profiles that cannot be asked for are no endless wait: the form says so, and asks again', async () => {
    const { page } = window
    const PROFILES = '**/api/v1/profiles*'
    await page.route(PROFILES, (route) => route.fulfill({ status: 500, body: '' }))
    await window.open('/admin?tab=keys')
    await page.getByRole('button', { name: 'Make a key' }).press('Enter')
    const again = page.getByRole('dialog').getByRole('button', { name: 'Try again' })
    await expect(again).toAppear()
    await page.unroute(PROFILES)
    await again.press('Enter')
    await expect(page.getByRole('button', { name: /Choose…\s*Watch profile/ })).toAppear()
    await page.keyboard.press('Escape')
  })

  test('a coordinator makes a key that lets another system in, and revokes it', async () => {
    const { page } = window
    await window.open('/admin?tab=keys')
    await page.getByRole('button', { name: 'Make a key' }).press('Enter')
    await page.getByRole('textbox', { name: 'For which system' }).fill('Night desk')
    await chooseProfile()
    await page.getByRole('button', { name: 'Make the key' }).press('Enter')
    const secret = await page.getByRole('textbox', { name: 'Key', exact: true }).inputValue()
    expect(await findFaults()).toEqual([])
    await page.getByRole('button', { name: 'I have copied it' }).press('Enter')
    const send = async () => {
      const response = await fetch(`${stage.hub.url}/api/v1/ingest/items`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${secret}`,
          'idempotency-key': 'the-only-batch-of-the-test',
        },
        body: JSON.stringify({ items: [{ title: 'From the night desk', url: 'https://desk.example/1' }] }),
      })
      return response.status
    }
    expect(await send()).toBe(200)
    await page.getByRole('button', { name: 'Acts for the key Night desk' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Revoke …' }).press('Enter')
    await page.getByRole('textbox', { name: 'Why' }).fill('The desk has closed.')
    await page.getByRole('button', { name: 'Revoke it' }).press('Enter')
    await expect(page.getByText('revoked', { exact: true })).toAppear()
    expect(await send()).toBe(401)
  })

  test('hides no fault', () => expect(window.faults).toEqual([]))
})
