import { sql } from 'kysely'

import { narrativeIdSchema } from '@hub/core/ids.ts'
import type { MergeReason, RecordedDecision } from '@hub/core/narrative/engine-types.ts'
import type { NarrativeState } from '@hub/core/narrative/narrative-state.ts'

import { listApart } from '../narrative/keep-apart.ts'
import type { Write } from '../write.ts'
import { StaleShard } from './stale-shard.ts'

/**
 * A merge of the engine's as it is carried out. `sequence` counts the batch's items decided before it, `names` are the ids
 * the engine called `from` by, then.
 */
export type EngineMerge = {
  from: string
  into: string
  reason: MergeReason
  sequence: number
  names: ReadonlySet<string>
}

/** Where each item of a batch stands, and the merges to carry out. */
export type Resolved = { standsIn: string[]; merges: EngineMerge[] }

type Known = { id: string; mergedInto: string | null; state: NarrativeState }

/**
 * Finds where the engine's words lead in the record. People rule on narratives that have left the engine's memory, and
 * across languages, which no engine sees: what it calls by a merged id stands in the survivor, and a merge of its own never
 * ends what a person joined, nor joins what a person closed or confirmed apart. Locks what the batch changes, by id; throws
 * StaleShard when a person ruled between reading and locking.
 */
export async function resolvePlaced(w: Write, decisions: readonly RecordedDecision[]): Promise<Resolved> {
  const events = decisions.flatMap((decision, sequence) =>
    decision.events.flatMap((event) => (event.kind === 'merged' ? [{ ...event, sequence }] : [])),
  )
  const named = [
    ...decisions.flatMap(({ isNew, narrativeId }) => (isNew ? [] : [narrativeId])),
    ...decisions.flatMap((decision) => decision.events.flatMap(({ from, into }) => [from, into])),
  ]
  const { rows } = await sql<Pick<Known, 'id' | 'mergedInto'>>`
    select id, merged_into from narrative where id = any(${[...new Set(named)]}::uuid[]) and merged_into is not null`.execute(
    w.tx,
  )
  const survivors = new Map(
    rows.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [[id, mergedInto] as const])),
  )
  const states = await lockNarratives(w, [...named, ...survivors.values()], survivors)
  const apart = await listKeptApart(w, events, survivors)
  const merges = new Map<string, string>(survivors)
  const current = (id: string): string => {
    let found = id
    for (let next = merges.get(found); next !== undefined; next = merges.get(found)) found = next
    return found
  }
  const carried = events.flatMap((event): EngineMerge[] => {
    let [from, into] = [current(event.from), current(event.into)]
    const isRedirected = (id: string, found: string) => survivors.has(id) && id !== found
    if (isRedirected(event.from, from)) {
      if (isRedirected(event.into, into)) return []
      ;[from, into] = [into, from]
    }
    if (from === into || !mayFollow(states.get(from), states.get(into)) || apart.get(from)?.has(into)) return []
    for (const other of apart.get(from) ?? []) keepApartHere(apart, into, other)
    const names = new Set([from, ...[...merges.keys()].filter((id) => current(id) === from)])
    merges.set(from, into)
    return [{ from, into, reason: event.reason, sequence: event.sequence, names }]
  })
  return { standsIn: decisions.map(({ narrativeId }) => current(narrativeId)), merges: carried }
}

type Apart = Map<string, Set<string>>

/** What people want kept apart of the narratives that merges name: an engine forgets it of those that leave its memory. */
async function listKeptApart(
  w: Write,
  events: readonly { from: string; into: string }[],
  survivors: ReadonlyMap<string, string>,
): Promise<Apart> {
  const apart: Apart = new Map()
  if (events.length === 0) return apart
  const ids = new Set(events.flatMap(({ from, into }) => [from, into]).map((id) => survivors.get(id) ?? id))
  const listed = await listApart(
    w.tx,
    [...ids].map((id) => narrativeIdSchema.parse(id)),
  )
  for (const [id, others] of listed) for (const other of others) keepApartHere(apart, id, other)
  return apart
}

function keepApartHere(apart: Apart, a: string, b: string): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    apart.set(one, (apart.get(one) ?? new Set<string>()).add(other))
}

function mayFollow(from: NarrativeState | undefined, into: NarrativeState | undefined): boolean {
  if (from === 'confirmed') return false
  return (from === 'dismissed') === (into === 'dismissed')
}

/**
 * Locks narratives in one order, after their shard: a person's ruling does the same (`lockAllForRuling`), so neither waits
 * for the other in a circle. Rows that only point at a narrative, an alert's or a delivery's, need not wait.
 */
async function lockNarratives(
  w: Write,
  ids: readonly string[],
  survivors: ReadonlyMap<string, string>,
): Promise<Map<string, NarrativeState>> {
  const { rows } = await sql<Known>`
    select id, merged_into, state from narrative where id = any(${[...new Set(ids)]}::uuid[]) order by id for no key update`.execute(
    w.tx,
  )
  for (const { id, mergedInto } of rows) {
    if ((survivors.get(id) ?? null) !== mergedInto)
      throw new StaleShard('A person ruled on a narrative in the meantime.')
  }
  return new Map(rows.map(({ id, state }) => [id, state]))
}
