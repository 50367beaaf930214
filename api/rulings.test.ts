import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { narrativeItemViewSchema, narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import { ruledSchema, rulingPreviewSchema, rulingViewSchema } from '@hub/core/narrative/ruling-view.ts'
import { buildStory } from '@hub/tests/support/build-story.ts'
import { signInAs, type TestPerson } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

let database: TestDatabase
let hub: TestApp
let analyst: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
  analyst = await signInAs(hub, 'analyst')
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

async function ask<S extends z.ZodType>(schema: S, method: string, path: string, body?: unknown, status = 200) {
  const response = await analyst.request(method, path, body)
  const text = await response.text()
  expect(`${response.status} ${status === 200 && response.status !== 200 ? text : ''}`.trim()).toBe(String(status))
  return schema.parse(JSON.parse(text))
}
const problem = z.object({ code: z.string(), detail: z.string(), current: z.unknown().optional() })
const rulingsOf = async (id: string) =>
  (await ask(z.object({ rows: z.array(rulingViewSchema) }), 'GET', `/narratives/${id}/rulings`)).rows

describe('rulings over the API', () => {
  test('preview, merge, list, follow the old address, undo', async () => {
    const [flood, river] = [await buildStory(database.db, 'Flood', 3), await buildStory(database.db, 'River', 2)]
    const preview = await ask(rulingPreviewSchema, 'POST', `/narratives/${river.id}/preview-ruling`, {
      kind: 'merge',
      from: [flood.id],
    })
    expect(preview).toMatchObject({ items: 3, left: 2, alerts: 0, refusal: null })
    expect(preview.narratives.map(({ id }) => id)).toEqual([river.id, flood.id])
    const expectedVersions = preview.narratives.map(({ id, rowVersion: version }) => ({ id, version }))
    const { narrative, rulingIds } = await ask(ruledSchema, 'POST', `/narratives/${river.id}/merge`, {
      from: [flood.id],
      reason: 'One story',
      expectedVersions,
    })
    expect(narrative).toMatchObject({ id: river.id, itemCount: 5 })
    expect(await ask(narrativeRowSchema, 'GET', `/narratives/${flood.id}`)).toMatchObject({ mergedInto: river.id })
    const [listed] = await rulingsOf(flood.id)
    expect(listed).toMatchObject({
      id: rulingIds[0],
      kind: 'merge',
      byMachine: false,
      ruledBy: 'analyst of health',
      reason: 'One story',
      narrative: { title: 'Flood' },
      into: { title: 'River' },
      itemCount: 3,
      undone: null,
      undoRefusal: null,
    })
    expect(await rulingsOf(river.id)).toEqual([listed])
    const undone = await ask(ruledSchema, 'POST', `/rulings/${rulingIds[0]}/undo`, {})
    expect(undone.narrative).toMatchObject({ id: flood.id, state: 'emerging', itemCount: 3 })
    expect((await rulingsOf(flood.id))[0]).toMatchObject({ undoRefusal: 'undone', undone: { by: 'analyst of health' } })
  })

  test('split and move, the least like the centre first; what is refused says what to do', async () => {
    const [mixed, other] = [await buildStory(database.db, 'Mixed', 4), await buildStory(database.db, 'Other', 2)]
    const items = z.object({ rows: z.array(narrativeItemViewSchema) })
    const { rows } = await ask(items, 'GET', `/narratives/${mixed.id}/items?order=outlying`)
    expect(rows).toHaveLength(4)
    expect(rows.at(-1)?.why.copyOf).not.toBeNull()
    const itemIds = [mixed.items[1]?.id]
    const preview = await ask(rulingPreviewSchema, 'POST', `/narratives/${mixed.id}/preview-ruling`, {
      kind: 'split',
      itemIds: [mixed.items[0]?.id],
    })
    expect(preview).toMatchObject({ items: 2, copies: 1, left: 2, title: 'Mixed 0' })
    const { narrative } = await ask(ruledSchema, 'POST', `/narratives/${mixed.id}/split`, {
      itemIds,
      into: { title: 'Apart' },
    })
    expect(narrative).toMatchObject({ title: 'Apart', itemCount: 1, state: 'emerging' })
    const moved = await ask(ruledSchema, 'POST', `/narratives/${other.id}/move-items`, {
      itemIds: [mixed.items[2]?.id],
    })
    expect(moved.narrative).toMatchObject({ id: other.id, itemCount: 3 })
    const all = await ask(problem, 'POST', `/narratives/${narrative.id}/split`, { itemIds, into: {} }, 409)
    expect(all).toMatchObject({ code: 'nothing_left' })
    const none = await ask(problem, 'POST', `/narratives/${narrative.id}/split`, { itemIds: [], into: {} }, 400)
    expect(none.code).toBe('invalid_input')
  })

  test('a stale version answers with the present one; a link is confirmed and taken back', async () => {
    const story = await buildStory(database.db, 'Stale', 2)
    const target = await buildStory(database.db, 'Target', 2)
    const stale = await ask(
      problem,
      'POST',
      `/narratives/${target.id}/merge`,
      { from: [story.id], expectedVersions: [{ id: story.id, version: 0 }] },
      409,
    )
    expect(stale).toMatchObject({ code: 'stale_version', current: { rowVersion: story.rowVersion } })
    const path = `/items/${story.items[0]?.id}/confirm-link`
    await ask(ruledSchema, 'POST', path, { isConfirmed: true })
    await ask(ruledSchema, 'POST', path, { isConfirmed: false })
    const [ruling] = await rulingsOf(story.id)
    expect(ruling).toMatchObject({ kind: 'confirm_link', itemCount: 1, undoRefusal: 'undone' })
  })
})
