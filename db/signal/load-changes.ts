import { sql } from 'kysely'

import type { Appearance } from '@hub/core/signal/detect-first-appearance.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'
import type { RaisedSignal } from '@hub/core/signal/should-raise.ts'
import type { AppearanceDimension, NarrativeHour, SignalKind } from '@hub/core/signal/signal.ts'

import type { Write } from '../write.ts'

/** What detection needs to know of a narrative that changed. */
export type NarrativeChange = {
  narrativeId: string
  firstItemAt: Date
  publisherCount: number
  hours: NarrativeHour[]
  /** Where it had been seen before these assignments, and where its new items appeared. */
  seen: Record<AppearanceDimension, string[]>
  appearances: Appearance[]
  raised: RaisedSignal[]
}

type Span = { shard: string; cursor: number; upTo: number }

/** Hours of the past that growth is measured in, and days in which an earlier signal still counts. */
const HOURS_BACK = 72
const RAISED_DAYS_BACK = 14

/** The narratives that assignments after `cursor` up to `upTo` changed and that may raise a signal: not dismissed, not merged. */
export async function loadChanges(w: Write, span: Span): Promise<NarrativeChange[]> {
  const { world } = w.by.actor
  const { rows: narratives } = await sql<{
    id: string
    firstItemAt: Date
    publisherCount: number
    languages: string[]
  }>`
    select n.id, n.first_item_at, n.publisher_count, n.languages from narrative n
    where n.state in ('emerging', 'confirmed', 'dormant') and n.id in (
      select narrative_id from item_assignment
      where world = ${world} and shard = ${span.shard} and shard_seq > ${span.cursor} and shard_seq <= ${span.upTo})
    order by n.id`.execute(w.tx)
  const ids = narratives.map(({ id }) => id)
  if (ids.length === 0) return []
  const [hours, raised, appearances] = await Promise.all([
    loadHours(w, ids),
    loadRaised(w, ids),
    loadAppearances(w, span),
  ])
  const seen = await loadSeen(
    w,
    span,
    narratives
      .filter(
        ({ id, languages }) => languages.length > 1 || appearances.get(id)?.some(({ community }) => community !== null),
      )
      .map(({ id }) => id),
  )
  return narratives.map(({ id, firstItemAt, publisherCount }) => ({
    narrativeId: id,
    firstItemAt,
    publisherCount,
    hours: hours.get(id) ?? [],
    seen: seen.get(id) ?? { language: [], community: [], source_kind: [] },
    appearances: appearances.get(id) ?? [],
    raised: raised.get(id) ?? [],
  }))
}

async function loadHours(w: Write, ids: readonly string[]): Promise<Map<string, NarrativeHour[]>> {
  const since = new Date(w.by.now.getTime() - HOURS_BACK * 3_600_000)
  const { rows } = await sql<NarrativeHour & { narrativeId: string }>`
    select narrative_id, (extract(epoch from hour) * 1000)::bigint as hour_start_ms, item_count, copy_count, publisher_ids
    from narrative_hour where narrative_id = any(${[...ids]}::uuid[]) and hour >= ${since}`.execute(w.tx)
  return group(rows)
}

/** Earlier signals, those of narratives that were merged into this one included. */
async function loadRaised(w: Write, ids: readonly string[]): Promise<Map<string, RaisedSignal[]>> {
  const since = new Date(w.by.now.getTime() - RAISED_DAYS_BACK * 86_400_000)
  const { rows } = await sql<{
    narrativeId: string
    kind: SignalKind
    severity: Severity
    atMs: number
    publishers: number
    value: string | null
  }>`
    select coalesce(n.merged_into, n.id) as narrative_id, s.kind, s.severity, (extract(epoch from s.detected_at) * 1000)::bigint as at_ms,
      cardinality(s.publisher_ids) as publishers, s.numbers->>'matter' as value
    from signal s join narrative n on n.id = s.narrative_id
    where (n.id = any(${[...ids]}::uuid[]) or n.merged_into = any(${[...ids]}::uuid[])) and s.detected_at >= ${since}`.execute(
    w.tx,
  )
  return group(rows)
}

async function loadAppearances(w: Write, { shard, cursor, upTo }: Span): Promise<Map<string, Appearance[]>> {
  const { rows } = await sql<Appearance & { narrativeId: string; sourceKind: string }>`
    select distinct a.narrative_id, i.publisher_id, i.language, s.community, s.kind as source_kind
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item n on n.item_id = a.item_id and n.first_seen_at = a.first_seen_at and n.copy_of is null
    join source s on s.id = i.source_id
    where a.world = ${w.by.actor.world} and a.shard = ${shard} and a.shard_seq > ${cursor} and a.shard_seq <= ${upTo}`.execute(
    w.tx,
  )
  return group(rows.map(({ sourceKind, ...row }) => ({ ...row, source_kind: sourceKind })))
}

async function loadSeen(
  w: Write,
  { shard, cursor }: Span,
  ids: readonly string[],
): Promise<Map<string, Record<AppearanceDimension, string[]>>> {
  const seen = new Map<string, Record<AppearanceDimension, string[]>>()
  if (ids.length === 0) return seen
  const { rows } = await sql<{
    narrativeId: string
    languages: string[]
    communities: string[]
    sourceKinds: string[]
  }>`
    select a.narrative_id, array_agg(distinct i.language) as languages,
      coalesce(array_agg(distinct s.community) filter (where s.community is not null), '{}') as communities, array_agg(distinct s.kind) as source_kinds
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join source s on s.id = i.source_id
    where a.narrative_id = any(${[...ids]}::uuid[]) and a.world = ${w.by.actor.world} and a.shard = ${shard} and a.shard_seq <= ${cursor}
    group by a.narrative_id`.execute(w.tx)
  for (const { narrativeId, languages, communities, sourceKinds } of rows) {
    seen.set(narrativeId, { language: languages, community: communities, source_kind: sourceKinds })
  }
  return seen
}

function group<Row extends { narrativeId: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'narrativeId'>[]> {
  const grouped = new Map<string, Omit<Row, 'narrativeId'>[]>()
  for (const { narrativeId, ...row } of rows) grouped.set(narrativeId, [...(grouped.get(narrativeId) ?? []), row])
  return grouped
}
