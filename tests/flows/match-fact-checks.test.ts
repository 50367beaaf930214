import type { NarrativeId } from '@hub/core/ids.ts'
import { acceptMatch } from '@hub/db/claim-match/accept-match.ts'
import { refuseMatch } from '@hub/db/claim-match/refuse-match.ts'
import type { Row } from '@hub/db/schema.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildClaimReview } from '../support/build-claim-review.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '../support/build-news.ts'
import { by, TEST_NOW } from '../support/build-people.ts'
import { buildStage, type Stage } from '../support/build-stage.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const WATER = 'Tap water in Port Arden contains lead from old pipes'
const BRIDGE = 'The harbour bridge of Port Arden will be closed for ever in March'
const NOTHING = { reviews: 0, looks: 0, suggested: 0, withdrawn: 0 }

let database: TestDatabase
let pipeline: Pipeline
let stage: Stage
let source: Row<'source'>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  source = await buildSource(database.db)
  await database.db
    .insertInto('engineShard')
    .values({ world: 'live', shard: 'en', owner: null, leasedUntil: null, nextSeq: 1 })
    .execute()
  pipeline = openPipeline(database.appConfig)
})
afterAll(async () => {
  await pipeline?.close(TEST_NOW)
  await database?.close()
})

const tell = async (narrative: Row<'narrative'>, title: string) => {
  const item = await buildItem(database.db, source, { title, text: `${title}, neighbours say.` })
  await placeItem(database.db, narrative, item)
  return item
}
const story = async (title: string) => {
  const narrative = await buildNarrative(database.db, { title })
  return { narrative, item: await tell(narrative, title) }
}
const matchesOf = (id: NarrativeId) =>
  database.db.selectFrom('claimMatch').selectAll().where('narrativeId', '=', id).orderBy('suggestedAt').execute()
const everything = async () => {
  const rows = await database.db.selectFrom('claimMatch').selectAll().orderBy('id').execute()
  return rows
}

describe('matching fact-checks', () => {
  let water: Awaited<ReturnType<typeof story>>
  let review: Row<'claimReview'>

  test('costs nothing while there is no claim review', async () => {
    water = await story(`${WATER}!`)
    await story('The village fair was lovely this year')
    expect(await pipeline.match(TEST_NOW)).toEqual(NOTHING)
    expect(await database.db.selectFrom('hubSetting').select('key').where('key', 'like', 'match:%').execute()).toEqual(
      [],
    )
  })

  test('finds the narratives of before for a new review, with the item and the words of both', async () => {
    review = await buildClaimReview(database.db, source, { claim: WATER })
    expect(await pipeline.match(TEST_NOW)).toMatchObject({ reviews: 1, suggested: 1 })
    const [match] = await matchesOf(water.narrative.id)
    expect(match).toMatchObject({ claimReviewId: review.id, itemId: water.item.id, state: 'suggested' })
    expect(match?.words).toContainEqual({ inItem: 'lead', inClaim: 'lead', kind: 'same' })
  })

  test('changes nothing when it runs again, nor when another process takes over with an index of its own', async () => {
    const before = await everything()
    expect(await pipeline.match(TEST_NOW)).toEqual(NOTHING)
    const other = openPipeline(database.appConfig)
    expect(await other.matching.open()).toBeUndefined()
    await pipeline.matching.drop()
    expect(await other.match(TEST_NOW)).toEqual(NOTHING)
    expect(await pipeline.matching.open()).toBeUndefined()
    await other.close(TEST_NOW)
    expect(await everything()).toEqual(before)
  })

  test('finds the reviews of before for a new narrative, and abstains on others', async () => {
    const later = await story(`Lead in the tap water of Port Arden, from old pipes`)
    const fair = await story('The harbour fair of Port Arden was lovely')
    await pipeline.match(TEST_NOW)
    expect(await matchesOf(later.narrative.id)).toMatchObject([{ claimReviewId: review.id }])
    expect(await matchesOf(fair.narrative.id)).toEqual([])
  })

  test('never suggests again what a person decided, whatever comes', async () => {
    const [match] = await matchesOf(water.narrative.id)
    if (!match) throw new Error('There is a suggestion.')
    await refuseMatch(database.db, by(stage.analyst.actor), match.id, { reason: 'another_event' })
    for (let at = 0; at < 4; at += 1) await tell(water.narrative, `${WATER}, again (${at})`)
    await database.db.updateTable('claimReview').set({ claim: WATER }).where('id', '=', review.id).execute()
    expect(await pipeline.match(TEST_NOW)).toMatchObject({ suggested: 0, withdrawn: 0 })
    expect(await matchesOf(water.narrative.id)).toMatchObject([{ id: match.id, state: 'refused' }])
  })

  test('lets go of a review that was deleted, and takes in one that came, without being built again', async () => {
    const gone = await story(BRIDGE)
    const bridge = await buildClaimReview(database.db, source, { claim: BRIDGE })
    await pipeline.match(TEST_NOW)
    const [match] = await matchesOf(gone.narrative.id)
    if (!match) throw new Error('There is a suggestion.')
    await acceptMatch(database.db, by(stage.analyst.actor), match.id)
    await database.db.deleteFrom('claimReview').where('id', '=', bridge.id).execute()
    const next = await story(`${BRIDGE}, they say`)
    expect(await pipeline.match(TEST_NOW)).toMatchObject({ reviews: 1, suggested: 0 })
    expect(await matchesOf(gone.narrative.id)).toEqual([])
    expect(await matchesOf(next.narrative.id)).toEqual([])
  })

  test('goes on where it was stopped: work that was noted but not done is done by the next run', async () => {
    const stopped = await story('Old pipes bring lead into the tap water of Port Arden')
    const ending = new AbortController()
    ending.abort()
    const { matchFactChecks } = await import('@hub/workers/jobs/match-fact-checks.ts')
    const { SILENT_LOG } = await import('@hub/workers/stage-deps.ts')
    const deps = { db: database.db, world: 'live', log: SILENT_LOG, desk: pipeline.matching, signal: ending.signal }
    expect(await matchFactChecks(deps, TEST_NOW)).toEqual(NOTHING)
    await pipeline.match(TEST_NOW)
    expect(await matchesOf(stopped.narrative.id)).toHaveLength(1)
  })
})
