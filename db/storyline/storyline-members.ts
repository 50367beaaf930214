import { actorReference } from '@hub/core/access/actor.ts'
import { type NarrativeId, type StorylineId, storylineIdSchema } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import { Conflict, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** What a change of storylines did, for the record. */
export type StorylineChange = { storylineId: StorylineId; action: 'drawn' | 'joined' | 'united' | 'kept' }

/**
 * Puts two narratives into one storyline: a new one named after the older of the two, the one that either is in, or the
 * larger of the two they are in, which then takes the other's narratives too.
 */
export async function uniteInStoryline(w: Write, first: NarrativeId, second: NarrativeId): Promise<StorylineChange> {
  await lockStorylines(w)
  const narratives = [await findStanding(w, first), await findStanding(w, second)] as const
  const [a, b] = narratives
  if (a.id === b.id) {
    throw new Conflict('storyline_needs_two', 'These two are one narrative. Choose another one.')
  }
  const [ofA, ofB] = [await storylineOf(w, a.id), await storylineOf(w, b.id)]
  if (ofA !== null && ofA === ofB) return { storylineId: ofA, action: 'kept' }
  if (ofA === null && ofB === null) {
    const older = a.firstItemAt <= b.firstItemAt ? a : b
    const storylineId = await draw(w, older.title)
    for (const { id } of narratives) await add(w, storylineId, id)
    return { storylineId, action: 'drawn' }
  }
  if (ofA === null || ofB === null) {
    const storylineId = (ofA ?? ofB) as StorylineId
    await add(w, storylineId, ofA === null ? a.id : b.id)
    return { storylineId, action: 'joined' }
  }
  const [into, from] = (await countMembers(w, ofA)) >= (await countMembers(w, ofB)) ? [ofA, ofB] : [ofB, ofA]
  await sql`update storyline_narrative set storyline_id = ${into} where storyline_id = ${from}`.execute(w.tx)
  await w.tx.deleteFrom('storyline').where('id', '=', from).execute()
  await touch(w, into)
  return { storylineId: into, action: 'united' }
}

/** Takes a narrative out; a storyline of one narrative is none and is dissolved. Returns the storyline it left, or null. */
export async function takeOutOfStoryline(w: Write, narrativeId: NarrativeId): Promise<StorylineId | null> {
  await lockStorylines(w)
  const storylineId = await storylineOf(w, narrativeId)
  if (storylineId === null) return null
  await sql`
    delete from storyline_narrative s using narrative n
    where n.id = s.narrative_id and s.storyline_id = ${storylineId} and coalesce(n.merged_into, n.id) = ${narrativeId}`.execute(
    w.tx,
  )
  if ((await countMembers(w, storylineId)) > 1) await touch(w, storylineId)
  else {
    await w.tx.deleteFrom('storylineNarrative').where('storylineId', '=', storylineId).execute()
    await w.tx.deleteFrom('storyline').where('id', '=', storylineId).execute()
    await w.live({ noun: 'storyline', id: storylineId, version: 0 })
  }
  return storylineId
}

/** The storyline of a narrative, also through narratives that were merged into it; the oldest membership counts. */
export async function storylineOf(w: Pick<Write, 'tx'>, narrativeId: NarrativeId): Promise<StorylineId | null> {
  const { rows } = await sql<{ storylineId: StorylineId }>`
    select s.storyline_id from storyline_narrative s join narrative n on n.id = s.narrative_id
    where coalesce(n.merged_into, n.id) = ${narrativeId} order by s.added_at, s.narrative_id limit 1`.execute(w.tx)
  return rows[0]?.storylineId ?? null
}

/** Two writers that each draw a storyline of one pair would draw two: memberships change one after the other. */
async function lockStorylines(w: Write): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hub:storylines:${w.by.actor.world}`}, 0))`.execute(w.tx)
}

/** The narrative that an id leads to after merges. Throws NotFound. */
async function findStanding(w: Write, id: NarrativeId): Promise<Row<'narrative'>> {
  const { rows } = await sql<Row<'narrative'>>`
    select n.* from narrative n
    where n.id = (select coalesce(merged_into, id) from narrative where id = ${id})
      and n.world = ${w.by.actor.world} and n.tlp <> 'RED'`.execute(w.tx)
  if (!rows[0]) throw new NotFound('narrative')
  return rows[0]
}

async function draw(w: Write, title: string): Promise<StorylineId> {
  const id = newId(storylineIdSchema)
  const { now, actor } = w.by
  await w.tx
    .insertInto('storyline')
    .values({ id, title, drawnBy: actorReference(actor), world: actor.world, createdAt: now, updatedAt: now })
    .execute()
  return id
}

async function add(w: Write, storylineId: StorylineId, narrativeId: NarrativeId): Promise<void> {
  await w.tx
    .insertInto('storylineNarrative')
    .values({ narrativeId, storylineId, addedBy: actorReference(w.by.actor), addedAt: w.by.now })
    .execute()
  await touch(w, storylineId)
}

async function touch(w: Write, storylineId: StorylineId): Promise<void> {
  const { rows } = await sql<{ rowVersion: number }>`
    update storyline set row_version = row_version + 1, updated_at = ${w.by.now} where id = ${storylineId} returning row_version`.execute(
    w.tx,
  )
  await w.live({ noun: 'storyline', id: storylineId, version: rows[0]?.rowVersion ?? 1 })
}

/** Members as they stand: two that were merged count once. */
async function countMembers(w: Write, storylineId: StorylineId): Promise<number> {
  const { rows } = await sql<{ members: number }>`
    select count(distinct coalesce(n.merged_into, n.id))::int as members
    from storyline_narrative s join narrative n on n.id = s.narrative_id where s.storyline_id = ${storylineId}`.execute(
    w.tx,
  )
  return rows[0]?.members ?? 0
}
