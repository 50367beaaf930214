import { sql } from 'kysely'

import type { ProfileId, PublisherId, SourceId, UnitId } from '@hub/core/ids.ts'
import type { SourceChange } from '@hub/core/source/change-sources.ts'
import { SOURCE_TRANSITIONS } from '@hub/core/source/source-moves.ts'

import { NotFound } from '../errors.ts'
import { lockOpenProfile } from '../profile/lock-profile.ts'
import { namePublisher } from '../publisher/name-publisher.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { linkToProfile } from './link-to-profile.ts'

/** What was changed, and what would put it back. */
export type AppliedChange = { changedIds: SourceId[]; undo: { change: SourceChange; ids: SourceId[] }[] }
type Fitting = readonly Row<'source'>[]

/** Carries a change out on locked sources that it fits, in a few statements however many there are. */
export async function applySourceChange(w: Write, change: SourceChange, sources: Fitting): Promise<AppliedChange> {
  const ids = sources.map(({ id }) => id)
  switch (change.act) {
    case 'approve':
    case 'pause':
    case 'resume':
    case 'retire':
      return moveAll(w, change, ids)
    case 'retry': {
      const waiting = sources.filter(({ nextFetchAt }) => nextFetchAt > w.by.now).map(({ id }) => id)
      await update(w, waiting, { nextFetchAt: w.by.now })
      return { changedIds: waiting, undo: [] }
    }
    case 'tag':
    case 'untag':
      return changeTags(w, change, sources)
    case 'give_to_unit':
      return giveToUnit(w, change.unitId, sources)
    case 'give_to_publisher':
      return giveToPublisher(w, change.publisher, sources)
    case 'mark_fact_checker':
    case 'unmark_fact_checker':
      return markFactCheckers(w, change.act, ids)
    case 'add_to_profile':
      return addToProfile(w, change.profileId, ids)
    case 'take_from_profile':
      return takeFromProfile(w, change.profileId, ids)
    case 'move_to_profile':
      return moveToProfile(w, change.profileId, ids)
  }
}

type Columns = Partial<
  Pick<Row<'source'>, 'state' | 'pausedReason' | 'nextFetchAt' | 'owningUnitId' | 'publisherId' | 'readsClaimReviews'>
>

async function update(w: Write, ids: readonly SourceId[], columns: Columns): Promise<void> {
  if (ids.length === 0) return
  await w.tx
    .updateTable('source')
    .set((eb) => ({ ...columns, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    .where('id', 'in', ids)
    .execute()
}

async function moveAll(
  w: Write,
  change: Extract<SourceChange, { act: 'approve' | 'pause' | 'resume' | 'retire' }>,
  ids: SourceId[],
): Promise<AppliedChange> {
  const to = SOURCE_TRANSITIONS[change.act].to
  await update(w, ids, {
    state: to,
    pausedReason: change.act === 'pause' ? (change.reason ?? null) : null,
    ...(to === 'approved' ? { nextFetchAt: w.by.now } : {}),
  })
  const back: SourceChange | undefined =
    change.act === 'pause' ? { act: 'resume' } : change.act === 'resume' ? { act: 'pause' } : undefined
  return { changedIds: ids, undo: back && ids.length > 0 ? [{ change: back, ids }] : [] }
}

async function changeTags(
  w: Write,
  { act, tags }: Extract<SourceChange, { act: 'tag' | 'untag' }>,
  sources: Fitting,
): Promise<AppliedChange> {
  const ids = sources.map(({ id }) => id)
  if (ids.length > 0) {
    const wanted = sql`${tags}::text[]`
    const changed =
      act === 'tag'
        ? sql`tags || array(select t from unnest(${wanted}) as t where t <> all(tags))`
        : sql`array(select t from unnest(tags) with ordinality as held (t, place) where t <> all(${wanted}) order by place)`
    await sql`update source set tags = ${changed}, row_version = row_version + 1, updated_at = ${w.by.now}
      where id = any(${ids}::uuid[])`.execute(w.tx)
  }
  const undo = new Map<string, { change: SourceChange; ids: SourceId[] }>()
  for (const source of sources) {
    const touched = tags.filter((tag) => source.tags.includes(tag) === (act === 'untag'))
    const back = undo.get(touched.join('\n')) ?? {
      change: { act: act === 'tag' ? ('untag' as const) : ('tag' as const), tags: touched },
      ids: [],
    }
    back.ids.push(source.id)
    undo.set(touched.join('\n'), back)
  }
  return { changedIds: ids, undo: [...undo.values()] }
}

async function giveToUnit(w: Write, unitId: UnitId | null, sources: Fitting): Promise<AppliedChange> {
  if (unitId !== null) {
    const unit = await w.tx.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst()
    if (!unit) throw new NotFound('unit')
  }
  const ids = sources.map(({ id }) => id)
  await update(w, ids, { owningUnitId: unitId })
  const before = new Map<UnitId | null, SourceId[]>()
  for (const { id, owningUnitId } of sources) before.set(owningUnitId, [...(before.get(owningUnitId) ?? []), id])
  const undo = [...before].map(([was, held]) => ({ change: { act: 'give_to_unit' as const, unitId: was }, ids: held }))
  return { changedIds: ids, undo }
}

/** Items that are here keep the publisher they came with: the change counts from the next on. */
async function giveToPublisher(
  w: Write,
  to: Extract<SourceChange, { act: 'give_to_publisher' }>['publisher'],
  sources: Fitting,
): Promise<AppliedChange> {
  if (sources.length === 0) return { changedIds: [], undo: [] }
  const publisherId = 'id' in to ? await knownPublisher(w, to.id) : await namePublisher(w, to.name)
  const moved = sources.filter((source) => source.publisherId !== publisherId)
  const ids = moved.map(({ id }) => id)
  await update(w, ids, { publisherId })
  const before = new Map<PublisherId, SourceId[]>()
  for (const { id, publisherId: was } of moved) before.set(was, [...(before.get(was) ?? []), id])
  const undo = [...before].map(([was, held]) => ({
    change: { act: 'give_to_publisher' as const, publisher: { id: was } },
    ids: held,
  }))
  return { changedIds: ids, undo }
}

async function knownPublisher(w: Write, id: PublisherId): Promise<PublisherId> {
  const { world } = w.by.actor
  const row = await w.tx
    .selectFrom('publisher')
    .select('id')
    .where('id', '=', id)
    .where('world', '=', world)
    .executeTakeFirst()
  if (!row) throw new NotFound('publisher')
  return row.id
}

async function markFactCheckers(
  w: Write,
  act: 'mark_fact_checker' | 'unmark_fact_checker',
  ids: SourceId[],
): Promise<AppliedChange> {
  await update(w, ids, { readsClaimReviews: act === 'mark_fact_checker' })
  const back = act === 'mark_fact_checker' ? ('unmark_fact_checker' as const) : ('mark_fact_checker' as const)
  return { changedIds: ids, undo: ids.length > 0 ? [{ change: { act: back }, ids }] : [] }
}

/** Once a profile is approved, only somebody who may approve profiles changes what it names. */
async function requireProfile(w: Write, profileId: ProfileId): Promise<void> {
  await w.require('profile.propose')
  const profile = await lockOpenProfile(w, profileId)
  if (profile.state === 'approved') await w.require('profile.approve')
}

async function addToProfile(w: Write, profileId: ProfileId, ids: SourceId[]): Promise<AppliedChange> {
  await requireProfile(w, profileId)
  const added = await linkToProfile(w, profileId, ids)
  return {
    changedIds: added,
    undo: added.length > 0 ? [{ change: { act: 'take_from_profile', profileId }, ids: added }] : [],
  }
}

async function takeFromProfile(w: Write, profileId: ProfileId, ids: SourceId[]): Promise<AppliedChange> {
  await requireProfile(w, profileId)
  const taken = await unlink(w, ids, (query) => query.where('profileId', '=', profileId))
  const takenIds = taken.map(({ sourceId }) => sourceId)
  return {
    changedIds: takenIds,
    undo: takenIds.length > 0 ? [{ change: { act: 'add_to_profile', profileId }, ids: takenIds }] : [],
  }
}

async function moveToProfile(w: Write, profileId: ProfileId, ids: SourceId[]): Promise<AppliedChange> {
  const added = await addToProfile(w, profileId, ids)
  const taken = await unlink(w, ids, (query) =>
    query
      .where('profileId', '<>', profileId)
      .where('profileId', 'in', w.tx.selectFrom('watchProfile').select('id').where('state', '<>', 'withdrawn')),
  )
  const before = new Map<ProfileId, SourceId[]>()
  for (const link of taken) before.set(link.profileId, [...(before.get(link.profileId) ?? []), link.sourceId])
  for (const other of before.keys()) await requireProfile(w, other)
  const back = [...before].map(([other, held]) => ({
    change: { act: 'add_to_profile' as const, profileId: other },
    ids: held,
  }))
  const changedIds = [...new Set([...added.changedIds, ...taken.map(({ sourceId }) => sourceId)])]
  return { changedIds, undo: [...back, ...added.undo] }
}

type Unlink = ReturnType<typeof deleteLinks>

function deleteLinks(w: Write, ids: readonly SourceId[]) {
  return w.tx.deleteFrom('watchProfileSource').where('sourceId', 'in', ids).returning(['profileId', 'sourceId'])
}

async function unlink(
  w: Write,
  ids: readonly SourceId[],
  narrow: (query: Unlink) => Unlink,
): Promise<{ profileId: ProfileId; sourceId: SourceId }[]> {
  return ids.length === 0 ? [] : narrow(deleteLinks(w, ids)).execute()
}
