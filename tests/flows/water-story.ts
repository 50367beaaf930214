import { routeRuleIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId } from '@hub/db/new-id.ts'

import { TEST_NOW, buildUnit, buildUser } from '../support/build-people.ts'
import { buildStarterRules } from '../support/build-rules.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import type { FeedEntry, FeedServer } from '../support/feed-server.ts'

export const MINUTE_MS = 60_000
export const at = (minutes: number): Date => new Date(TEST_NOW.getTime() + minutes * MINUTE_MS)

const WATER = [
  'Tap water in Brăila is poisoned, residents claim',
  'Brăila: rumour of poisoned tap water spreads',
  'Poisoned tap water in Brăila? Residents are worried',
  'Residents of Brăila fear poisoned tap water',
  'Claims that Brăila tap water was poisoned alarm residents',
  'Is the tap water of Brăila poisoned, residents ask',
  'Alarm in Brăila over poisoned tap water claims',
  'Brăila residents share claims of poisoned tap water',
]
const VACCINE = ['New vaccine for measles is delayed until spring', 'Measles vaccine delayed until spring, agency says']

/** Eight publishers carry the water story, two of them another one; each in words of its own. */
export function publishStories(server: FeedServer): void {
  for (const [index, feed] of server.feeds.entries()) {
    const title = WATER[index % WATER.length] ?? ''
    const entries: FeedEntry[] = [
      {
        id: `water-${index}`,
        title,
        text: `${title}. The water company of Brăila tests the tap water after the claims of residents, paper ${index} reports.`,
        publishedAt: at(-60 + index),
      },
    ]
    const other = VACCINE[index]
    if (other !== undefined)
      entries.push({
        id: `vaccine-${index}`,
        title: other,
        text: `${other}. Doctors expect the measles vaccine later, outlet ${index} reports.`,
        publishedAt: at(-50 + index),
      })
    feed.publish(...entries)
  }
}

/** Units, people, rules, sources and the profile of the story. Health has a lead; the coordination unit coordinates. */
export async function buildWaterStage(db: Db, server: FeedServer) {
  await buildStarterRules(db)
  const coordination = await buildUnit(db, { slug: 'coordination', name: 'Coordination', kind: 'coordination' })
  const health = await buildUnit(db, { slug: 'health', name: 'Ministry of Health', parentId: coordination.id })
  const interior = await buildUnit(db, {
    slug: 'interior',
    name: 'Ministry of the Interior',
    parentId: coordination.id,
  })
  const people = {
    coordinator: await buildUser(db, { role: 'coordinator', unitId: coordination.id, email: 'coordinator@hub.test' }),
    healthLead: await buildUser(db, { role: 'unit_lead', unitId: health.id, email: 'lead@health.test' }),
    healthAnalyst: await buildUser(db, { role: 'analyst', unitId: health.id, email: 'analyst@health.test' }),
    interiorAnalyst: await buildUser(db, { role: 'analyst', unitId: interior.id, email: 'analyst@interior.test' }),
  }
  const rule = {
    terms: [],
    countries: [],
    languages: [],
    minSeverity: 'S4' as const,
    continues: false,
    isCatchAll: false,
    enabled: true,
  }
  await db
    .insertInto('routeRule')
    .values([
      {
        ...rule,
        id: newId(routeRuleIdSchema),
        position: 1,
        title: 'Water and health',
        terms: ['tap water'],
        unitIds: [health.id],
        continues: true,
      },
      {
        ...rule,
        id: newId(routeRuleIdSchema),
        position: 2,
        title: 'Public order',
        terms: ['poison*'],
        countries: ['RO'],
        unitIds: [interior.id],
      },
      {
        ...rule,
        id: newId(routeRuleIdSchema),
        position: 3,
        title: 'Everything else',
        unitIds: [coordination.id],
        isCatchAll: true,
      },
    ])
    .execute()
  const sources = await buildSources(
    db,
    server.feeds.map(({ url }) => url),
  )
  const profile = await buildProfile(
    db,
    sources.map(({ id }) => id),
  )
  return { units: { coordination, health, interior }, people, sources, profile }
}
