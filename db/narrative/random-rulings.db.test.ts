import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { buildStory } from '../../tests/support/build-story.ts'
import { describePlaces, findMiscounts } from '../../tests/support/check-narratives.ts'
import { seededRandom } from '../../tests/support/seeded-random.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { confirmNarrative } from './confirm-narrative.ts'
import { dismissNarrative } from './dismiss-narrative.ts'
import { mergeNarratives } from './merge-narratives.ts'
import { moveItems } from './move-items.ts'
import { renameNarrative } from './rename-narrative.ts'
import { splitNarrative } from './split-narrative.ts'
import { undoRuling } from './undo-ruling.ts'

let database: TestDatabase
let stage: Stage
beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const STEPS = 14
let minute = 0

/** One ruling drawn at random among the narratives of a run; a refusal is an answer too. */
async function ruleAtRandom(random: () => number, narratives: readonly Row<'narrative'>['id'][]): Promise<void> {
  const { db } = database
  minute += 1
  const who = by(stage.analyst.actor, new Date(TEST_NOW.getTime() + minute * 60_000))
  const pick = <Value>(list: readonly Value[]): Value => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('There is nothing to pick from.')
    return found
  }
  const [first, second] = [pick(narratives), pick(narratives)]
  const items = await db.selectFrom('itemAssignment').select('itemId').where('narrativeId', '=', first).execute()
  const itemIds = items.map(({ itemId }) => itemId).filter(() => random() < 0.4)
  const kind = random()
  if (kind < 0.25) await mergeNarratives(db, who, second, { from: [first] })
  else if (kind < 0.45 && itemIds.length > 0) await splitNarrative(db, who, first, { itemIds, into: {} })
  else if (kind < 0.6 && itemIds.length > 0) await moveItems(db, who, second, { itemIds })
  else if (kind < 0.65) await renameNarrative(db, who, first, { title: `Name ${minute}` })
  else if (kind < 0.7) await confirmNarrative(db, who, first, { severity: 'S2' })
  else if (kind < 0.73) await dismissNarrative(db, who, first, { reason: 'opinion' })
  else {
    const rulings = await db.selectFrom('narrativeRuling').select('id').orderBy('id').execute()
    if (rulings.length > 0) await undoRuling(db, who, pick(rulings).id)
  }
}

const refusedIsFine = (error: unknown) => {
  if (!(error instanceof Conflict)) throw error
}

describe('any sequence of rulings and undos', () => {
  test.each([1, 2, 3, 4, 5])(
    'leaves every count true and every item in one living narrative (seed %i)',
    async (seed) => {
      const { db } = database
      const random = seededRandom(seed)
      for (let index = 0; index < 4; index += 1) await buildStory(db, `Story ${seed} ${index}`, 4)
      for (let step = 0; step < STEPS; step += 1) {
        const narratives = await db.selectFrom('narrative').select('id').orderBy('id').execute()
        await ruleAtRandom(
          random,
          narratives.map(({ id }) => id),
        ).catch(refusedIsFine)
        expect(await findMiscounts(db)).toEqual([])
      }
    },
  )

  test('taken back newest first, all of it is as it was', async () => {
    const { db } = database
    const random = seededRandom(77)
    for (let index = 0; index < 4; index += 1) await buildStory(db, `Last ${index}`, 5)
    const last = await db.selectFrom('narrative').select('id').where('title', 'like', 'Last %').orderBy('id').execute()
    const before = await describePlaces(db)
    const known = new Set((await db.selectFrom('narrativeRuling').select('id').execute()).map(({ id }) => id))
    for (let step = 0; step < STEPS; step += 1)
      await ruleAtRandom(
        () => Math.min(random(), 0.729),
        last.map(({ id }) => id),
      ).catch(refusedIsFine)
    const made = await db
      .selectFrom('narrativeRuling')
      .select('id')
      .orderBy('ruledAt', 'desc')
      .orderBy('id', 'desc')
      .execute()
    minute += 1
    const who = by(stage.analyst.actor, new Date(TEST_NOW.getTime() + minute * 60_000))
    for (const { id } of made.filter((ruling) => !known.has(ruling.id))) await undoRuling(db, who, id)
    const after = await describePlaces(db)
    expect(after.items).toEqual(before.items)
    const wasThere = new Set<string>(before.narratives.map(({ id }) => id))
    expect(after.narratives.filter(({ id }) => wasThere.has(id))).toEqual(before.narratives)
    expect(after.narratives.filter(({ id }) => !wasThere.has(id)).every(({ state }) => state === 'merged')).toBe(true)
    expect(await findMiscounts(db)).toEqual([])
  })
})
