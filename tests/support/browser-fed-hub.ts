import { sessionViewSchema } from '@hub/core/access/session-view.ts'
import { deliveryViewSchema } from '@hub/core/alert/delivery-view.ts'
import { unitViewSchema } from '@hub/core/access/unit-view.ts'
import { caseDetailSchema } from '@hub/core/case/case-view.ts'
import type { LogContent } from '@hub/core/case/log-entry.ts'
import { itemRowSchema } from '@hub/core/item/item-search.ts'
import { narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import { runViewSchema } from '@hub/core/playbook/playbook-view.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'
import { importViewSchema } from '@hub/core/source/import-view.ts'
import { profileViewSchema } from '@hub/core/source/profile-view.ts'
import { narrativeStorylineSchema } from '@hub/core/storyline/storyline-view.ts'
import { sourceViewSchema } from '@hub/core/source/source-view.ts'

import type { SignedIn } from './browser.ts'
import { ANYTHING, type Ask, askAs, rowsOf } from './browser-ask.ts'
import { OTHER_NEWS, publishAll, TAP_WATER } from './browser-news.ts'
import { signInByLink, type Stage, until } from './browser-stage.ts'

/** A hub in the middle of its work, and the first administrator signed in, who may also audit. */
export type FedHub = {
  signedIn: SignedIn
  ask: Ask
  narrativeId: string
  itemId: string
  caseId: string
  storylineId: string
  playbookSlug: string
  profileId: string
  importId: string
  sourceId: string
}

const PLAYBOOK = 'health-rumour'
const STEPS_DONE = 3
/** How many stories of the invented press are carried by enough publishers to raise an alert. */
const STORIES = 3

const ASSESSMENT: Assessment = {
  opinionGate: 'verifiable_fact',
  firstFlags: ['fabrication', 'symbolism'],
  reach: 'trending',
  impacts: ['service_delivery', 'vulnerable_audiences'],
  confidence: 'high',
  basis:
    'The photo of brown water was published two years ago about another city. The laboratory found nothing in this week’s samples.',
  priority: 'high',
}

const LOG: readonly LogContent[] = [
  {
    kind: 'note',
    text: 'The water works confirm: the repair ended on Tuesday, and three samples since then are clean.',
  },
  {
    kind: 'decision',
    text: 'We answer once, on the ministry’s page and through the water works, with the samples.',
    information: 'Eight publishers, most since this morning. Nobody reports an illness.',
    risk: 'People boil water without need; bottled water runs out.',
    powers: '',
    options: 'Wait a day; answer each post; publish the samples once.',
    rationale: 'The samples settle the question, and one place can be linked by everybody.',
    reviewAt: null,
  },
  {
    kind: 'response',
    option: 'debunk',
    text: 'Published the test results of the tap water in Port Arden, with the date and place of each sample.',
    audience: 'Residents of Port Arden, parents first',
    channel: 'Ministry page and local radio',
    url: 'https://health.example.org/water/port-arden',
    objective: 'Fewer calls about the water by tomorrow morning',
  },
]

/** Fills a stage through its own doors: sources imported, stories published, one answered alert, one case under way. */
export async function feedHub(stage: Stage): Promise<FedHub> {
  const { hub, publishers } = stage
  const signedIn = await signInByLink(stage, hub.signInLink ?? '')
  const ask = askAs(hub.url, signedIn)
  publishAll(publishers, [...TAP_WATER, ...OTHER_NEWS])
  const { id: importId } = await ask(importViewSchema, 'POST', '/sources/import', {
    name: 'press-of-marenia.opml',
    opml: publishers.opml,
  })
  const { rows: profiles } = await ask(rowsOf(profileViewSchema), 'GET', '/profiles')
  const profileId = profiles[0]?.id ?? ''
  const { id: sourceId } = await ask(sourceViewSchema, 'POST', '/sources', {
    url: publishers.feedUrl('Closed Gazette'),
    title: 'Closed Gazette',
    profileId,
  })
  const narrative = await until('The narrative about tap water', async () => {
    const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach')
    return rows.find(
      ({ title, publisherCount, latestSignal }) => /tap water/i.test(title) && publisherCount >= 6 && latestSignal,
    )
  })
  const delivery = await until('A delivery on each of the three stories', async () => {
    const { rows } = await ask(rowsOf(deliveryViewSchema), 'GET', '/deliveries?waiting=true')
    return rows.length >= STORIES ? rows.find(({ narrativeId }) => narrativeId === narrative.id) : undefined
  })
  await ask(ANYTHING, 'POST', `/deliveries/${delivery.id}/acknowledge`, {})
  const opened = await ask(caseDetailSchema, 'POST', '/cases', {
    title: 'Is the tap water in Port Arden safe?',
    narrativeId: narrative.id,
    severity: 'S2',
    summary: 'People share an old photo and say the water is unsafe since the pipe repair in Mill Street.',
  })
  await workOn(ask, opened.id)
  const { rows: items } = await ask(rowsOf(itemRowSchema), 'GET', `/items?narrativeId=${narrative.id}`)
  return {
    signedIn,
    ask,
    narrativeId: narrative.id,
    itemId: items[0]?.id ?? '',
    caseId: opened.id,
    storylineId: await drawStoryline(ask, narrative.id),
    playbookSlug: PLAYBOOK,
    profileId,
    importId,
    sourceId,
  }
}

/** Tells the narrative with another one as a storyline; returns its id. */
async function drawStoryline(ask: Ask, narrativeId: string): Promise<string> {
  const { rows } = await ask(rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=reach')
  const withNarrativeId = rows.find(({ id }) => id !== narrativeId)?.id
  await ask(ANYTHING, 'POST', `/narratives/${narrativeId}/storyline`, { withNarrativeId })
  const { storyline } = await ask(narrativeStorylineSchema, 'GET', `/narratives/${narrativeId}/storyline`)
  return storyline?.id ?? ''
}

async function workOn(ask: Ask, caseId: string): Promise<void> {
  await ask(ANYTHING, 'POST', `/cases/${caseId}/assess`, ASSESSMENT)
  const { rowVersion } = await ask(caseDetailSchema, 'GET', `/cases/${caseId}`)
  await ask(ANYTHING, 'POST', `/cases/${caseId}/move`, { to: 'triaged', expectedVersion: rowVersion })
  const { rows: units } = await ask(rowsOf(unitViewSchema), 'GET', '/units')
  const unitOf = (slug: string) => units.find((unit) => unit.slug === slug)?.id
  await ask(ANYTHING, 'POST', '/users/invite', {
    email: 'ines.morel@health.example',
    name: 'Ines Morel',
    role: 'unit_lead',
    unitId: unitOf('health'),
  })
  const { user } = await ask(sessionViewSchema, 'GET', '/session')
  await ask(ANYTHING, 'POST', `/users/${user.id}/memberships`, { unitId: unitOf('coordination'), role: 'auditor' })
  await ask(ANYTHING, 'POST', `/cases/${caseId}/taskings`, {
    unitId: unitOf('health'),
    part: 'lead',
    request: 'Publish the samples and answer the schools.',
  })
  await ask(ANYTHING, 'POST', `/cases/${caseId}/taskings`, {
    unitId: unitOf('communications'),
    part: 'support',
    request: 'Bring the line to the local radio stations.',
  })
  const run = await ask(runViewSchema, 'POST', `/cases/${caseId}/runs`, { playbookSlug: PLAYBOOK })
  for (const { key } of run.steps.slice(0, STEPS_DONE))
    await ask(ANYTHING, 'POST', `/runs/${run.id}/steps/${key}`, { to: 'done' })
  for (const [index, content] of LOG.entries()) {
    const entry = { content, eventAt: new Date().toISOString(), idempotencyKey: `fed-hub-entry-${index}` }
    await ask(ANYTHING, 'POST', `/cases/${caseId}/log`, entry)
  }
}
