import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { profileIdSchema, type SourceId } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'

import { buildPublisher, buildSource } from './build-news.ts'
import { TEST_NOW } from './build-people.ts'

/** Sources for these addresses, each of a publisher of its own, due from the beginning of time. */
export async function buildSources(db: Db, urls: readonly string[]): Promise<Row<'source'>[]> {
  const sources: Row<'source'>[] = []
  for (const [index, url] of urls.entries()) {
    const publisher = await buildPublisher(db, { name: `Publisher ${index}`, domain: `${index}.test`, country: 'RO' })
    sources.push(
      await buildSource(db, {
        url,
        canonicalUrl: url,
        title: url,
        publisherId: publisher.id,
        nextFetchAt: new Date(0),
      }),
    )
  }
  return sources
}

/** A watch profile in force around the tests' moment that names the sources. */
export async function buildProfile(
  db: Db,
  sourceIds: readonly SourceId[],
  given: Partial<NewRow<'watchProfile'>> = {},
): Promise<Row<'watchProfile'>> {
  const words = 'Written for a test, and long enough to say something.'
  const profile = await db
    .insertInto('watchProfile')
    .values({
      id: newId(profileIdSchema),
      title: 'Water supply',
      purpose: words,
      legalBasis: words,
      necessity: words,
      proportionality: words,
      impactAssessmentReference: null,
      terms: '[]',
      exclusions: '[]',
      languages: [],
      startsAt: new Date(TEST_NOW.getTime() - 86_400_000),
      endsAt: new Date(TEST_NOW.getTime() + 30 * 86_400_000),
      state: 'approved',
      proposedBy: 'test',
      approvedBy: 'test',
      approvedAt: TEST_NOW,
      world: LIVE_WORLD,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const links = sourceIds.map((sourceId) => ({ profileId: profile.id, sourceId }))
  if (links.length > 0) await db.insertInto('watchProfileSource').values(links).execute()
  return profile
}
