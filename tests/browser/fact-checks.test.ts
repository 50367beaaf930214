import { ruledSchema } from '@hub/core/narrative/ruling-view.ts'
import { narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import { sourceViewSchema } from '@hub/core/source/source-view.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { openWindow, type Window } from '../support/browser.ts'
import { ANYTHING, type Ask, askAs, rowsOf } from '../support/browser-ask.ts'
import { findSeriousFaults } from '../support/browser-axe.ts'
import { describeInBrowser, tellOnFailure } from '../support/browser-describe.ts'
import { findSideways } from '../support/browser-looks.ts'
import { OTHER_NEWS, PRESS, publishAll, TAP_WATER } from '../support/browser-news.ts'
import { signInByLink, type Stage, startStage, until } from '../support/browser-stage.ts'

const identified = z.object({ id: z.string() })
const WIDE = { width: 1280, height: 860 }
const NARROW = { width: 360, height: 740 }
const CHECKER = 'Marenia Facts'
const CLAIM = 'Tap water in Port Arden is unsafe to drink after the pipe repair in Mill Street'

/** A fact-checker's feed entry: its words, and what it found as schema.org has it. */
const checked = (claim: string, verdict: string) => {
  const review = {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    claimReviewed: claim,
    datePublished: new Date().toISOString(),
    author: { '@type': 'Organization', name: CHECKER },
    reviewRating: { '@type': 'Rating', alternateName: verdict },
  }
  return `<p>We asked the laboratory.</p><script type="application/ld+json">${JSON.stringify(review)}</script>`
}

// One fact-check's way from its feed to a narrative: each test goes on where the one before it stopped.
describeInBrowser('a fact-check beside a narrative', () => {
  let stage: Stage
  let window: Window
  let ask: Ask
  let narrativeId: string

  beforeAll(async () => {
    stage = await startStage([...PRESS, CHECKER])
    const signedIn = await signInByLink(stage, stage.hub.signInLink ?? '')
    ask = askAs(stage.hub.url, signedIn)
    window = await openWindow(stage.browser, stage.hub.url, { storageState: signedIn })
    await ask(ANYTHING, 'POST', '/sources/import', { name: 'press.opml', opml: stage.publishers.opml })
    const checker = await until('The fact-checker as a source', async () => {
      const { rows } = await ask(rowsOf(sourceViewSchema), 'GET', '/sources')
      return rows.find(({ title }) => title === CHECKER)
    })
    await ask(ANYTHING, 'PATCH', `/sources/${checker.id}`, { readsClaimReviews: true })
    publishAll(stage.publishers, [...TAP_WATER, ...OTHER_NEWS])
    const narrative = await until('The narrative about tap water', async () => {
      const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach')
      return rows.find(({ title, publisherCount }) => /tap water/i.test(title) && publisherCount >= 6)
    })
    narrativeId = narrative.id
  })
  afterAll(() => stage?.stop())
  tellOnFailure(() => window)

  /** Nothing serious to a screen reader, and nothing that scrolls sideways on a phone. */
  const check = async () => {
    await window.settle()
    expect(await findSeriousFaults(window.page)).toEqual([])
    await window.page.setViewportSize(NARROW)
    await window.settle()
    expect(await findSideways(window.page)).toEqual([])
    expect(await findSeriousFaults(window.page)).toEqual([])
    await window.page.setViewportSize(WIDE)
  }
  const panel = () => window.page.getByRole('region', { name: 'Fact-checks' })

  test('is not there before anybody checked, and the page says that this means nothing', async () => {
    await window.open(`/narratives/${narrativeId}`)
    await expect(panel().getByText('That says nothing of whether it is true.', { exact: false })).toAppear()
    await window.open('/fact-checks?view=suggested')
    await expect(window.page.getByRole('heading', { name: 'No suggestions are waiting' })).toAppear()
    await check()
  })

  test('appears on the open page once it is collected, apart from what people accepted, with its words marked', async () => {
    const { page } = window
    await window.open(`/narratives/${narrativeId}`)
    stage.publishers.publish(CHECKER, {
      title: 'The village fair did not move to May',
      text: checked('The village fair of Port Arden was moved to May', 'Misleading'),
    })
    stage.publishers.publish(CHECKER, { title: 'Is the water safe?', text: checked(CLAIM, 'Mostly false') })
    const suggestion = panel().getByRole('list', { name: 'Suggested matches' }).getByRole('article')
    await expect(suggestion).toAppear()
    expect(await suggestion.count()).toBe(1)
    await expect(suggestion.getByText('Mostly false')).toAppear()
    await expect(suggestion.getByText('the same claim (', { exact: false })).toAppear()
    expect(await suggestion.getByRole('heading').locator('mark').allTextContents()).toContain('Mill')
    expect(await suggestion.getByRole('blockquote').locator('mark').count()).toBeGreaterThan(2)
    await check()
    await page.getByRole('link', { name: 'Open the review' }).first().waitFor()
  })

  test('is refused, taken back and accepted by keys alone', async () => {
    const { page } = window
    await window.open('/fact-checks?view=suggested')
    const card = page.getByRole('list', { name: 'Suggested matches' }).getByRole('article')
    await expect(card).toAppear()
    await check()
    await page.keyboard.press('2')
    await expect(page.getByRole('heading', { name: 'No suggestions are waiting' })).toAppear()
    await page.keyboard.press('z')
    await expect(card).toAppear()
    await page.keyboard.press('a')
    await expect(page.getByRole('heading', { name: 'No suggestions are waiting' })).toAppear()
    await page.getByRole('tab', { name: 'Decided' }).click()
    await expect(page.getByRole('list', { name: 'Accepted' }).getByText(CLAIM, { exact: false })).toAppear()
    await check()
  })

  test('stands beside the narrative and on its case as accepted, and says nothing of the narrative', async () => {
    const { page } = window
    await window.open(`/narratives/${narrativeId}`)
    await expect(
      panel().getByRole('list', { name: 'Accepted' }).getByText('as the same claim by', { exact: false }),
    ).toAppear()
    const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach')
    expect(rows.find(({ id }) => id === narrativeId)).toMatchObject({ state: 'emerging', severity: null })
    await check()
    await page.getByRole('button', { name: 'Open a case' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open a case' }).click()
    await expect(page.getByRole('region', { name: 'Accepted fact-checks' }).getByText('Mostly false')).toAppear()
    expect(window.faults).toEqual([])
  })

  /** Splits the narrative's newest items off; the new narrative and the ruling. */
  const splitOff = async () => {
    const { rows } = await ask(rowsOf(identified), 'GET', `/narratives/${narrativeId}/items`)
    const itemIds = rows.slice(0, 2).map(({ id }) => id)
    const { narrative, rulingIds } = await ask(ruledSchema, 'POST', `/narratives/${narrativeId}/split`, {
      itemIds,
      into: {},
    })
    return { partId: narrative.id, rulingId: rulingIds[0] ?? '' }
  }

  test('goes along as a question when the narrative is split, and says who answered it for the whole', async () => {
    const { partId, rulingId } = await splitOff()
    await window.open(`/narratives/${partId}`)
    const suggestion = panel().getByRole('list', { name: 'Suggested matches' }).getByRole('article')
    await expect(suggestion.getByText('before this was split from', { exact: false })).toAppear()
    await expect(suggestion.getByRole('button', { name: 'Same claim' })).toAppear()
    await check()
    await ask(ANYTHING, 'POST', `/rulings/${rulingId}/undo`, {})
  })

  test('is not suggested again on a part when it was refused on the whole, until somebody asks', async () => {
    await window.open(`/narratives/${narrativeId}`)
    await panel().getByRole('button', { name: 'Take back' }).click()
    await panel().getByRole('button', { name: 'another time or place' }).click()
    await expect(panel().getByText('1 refused')).toAppear()
    const { partId } = await splitOff()
    await window.open(`/narratives/${partId}`)
    await expect(panel().getByText('No fact-check is suggested here.', { exact: false })).toAppear()
    await panel().getByText('1 refused before the split').click()
    const withheld = panel().getByRole('list', { name: 'Refused before the split' }).getByRole('article')
    await expect(withheld.getByText('another time or place', { exact: false })).toAppear()
    await check()
    await withheld.getByRole('button', { name: 'Suggest it here' }).click()
    await expect(panel().getByRole('list', { name: 'Suggested matches' }).getByRole('article')).toAppear()
    expect(window.faults).toEqual([])
  })
})
