import type { Scope } from '@hub/core/access/scope.ts'
import type { NarrativeId, StorylineId } from '@hub/core/ids.ts'
import type {
  NarrativeStoryline,
  StorylineMember,
  StorylineRow,
  StorylineSuggestion,
  StorylineView,
} from '@hub/core/storyline/storyline-view.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'

const TIMELINE_DAYS = 180
const SHOWN_SUGGESTIONS = 12

type MemberRow = Pick<
  Row<'narrative'>,
  'id' | 'title' | 'state' | 'languages' | 'itemCount' | 'publisherCount' | 'firstItemAt' | 'lastItemAt'
>

const MEMBER = sql`n.id, n.title, n.state, n.languages, n.item_count, n.publisher_count, n.first_item_at, n.last_item_at`

/** A storyline with its narratives as they stand after merges, and its items a day. Throws NotFound. */
export async function getStoryline(db: Reader, scope: Scope, id: StorylineId, now: Date): Promise<StorylineView> {
  const storyline = await findStoryline(db, scope, id)
  if (!storyline) throw new NotFound('storyline')
  const since = new Date(now.getTime() - TIMELINE_DAYS * 86_400_000)
  const ids = storyline.narratives.map((narrative) => narrative.id)
  const { rows } = await sql<{ day: Date; items: number }>`
    select date_trunc('day', hour, 'UTC') as day, sum(item_count)::int as items from narrative_hour
    where narrative_id = any(${ids}::uuid[]) and hour >= ${since} group by 1 order by 1`.execute(db)
  return { ...storyline, days: rows.map(({ day, items }) => ({ day: day.toISOString(), items })) }
}

/** The storyline a narrative stands in, and the narratives that may belong to it: open ones first, best first. */
export async function getNarrativeStoryline(
  db: Reader,
  scope: Scope,
  narrativeId: NarrativeId,
): Promise<NarrativeStoryline> {
  const { rows } = await sql<{ storylineId: StorylineId }>`
    select s.storyline_id from storyline_narrative s join narrative n on n.id = s.narrative_id
    where coalesce(n.merged_into, n.id) = ${narrativeId} order by s.added_at limit 1`.execute(db)
  const storylineId = rows[0]?.storylineId
  return {
    storyline: storylineId ? ((await findStoryline(db, scope, storylineId)) ?? null) : null,
    suggestions: await listSuggestions(db, scope, narrativeId),
  }
}

/** All storylines with two narratives or more in the reader's sight, the latest moved first. */
export async function listStorylines(db: Reader, scope: Scope): Promise<StorylineRow[]> {
  const { rows } = await sql<
    Omit<StorylineRow, 'firstItemAt' | 'lastItemAt'> & { firstItemAt: Date; lastItemAt: Date }
  >`
    select s.id, s.title, count(distinct n.id)::int as narratives, sum(n.item_count)::int as items,
      array(select distinct unnest(string_to_array(string_agg(array_to_string(n.languages, ','), ','), ',')) order by 1) as languages,
      min(n.first_item_at) as first_item_at, max(n.last_item_at) as last_item_at
    from storyline s join (
      select distinct m.storyline_id, coalesce(o.merged_into, o.id) as narrative_id
      from storyline_narrative m join narrative o on o.id = m.narrative_id) m on m.storyline_id = s.id
    join narrative n on n.id = m.narrative_id
    where s.world = ${scope.world} ${visible(scope)}
    group by s.id, s.title order by max(n.last_item_at) desc, s.id limit 200`.execute(db)
  return rows.map((row) => ({
    ...row,
    firstItemAt: row.firstItemAt.toISOString(),
    lastItemAt: row.lastItemAt.toISOString(),
  }))
}

async function findStoryline(
  db: Reader,
  scope: Scope,
  id: StorylineId,
): Promise<NonNullable<NarrativeStoryline['storyline']> | undefined> {
  const storyline = await db
    .selectFrom('storyline')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!storyline) return undefined
  const { rows } = await sql<MemberRow>`
    select distinct ${MEMBER} from storyline_narrative m join narrative o on o.id = m.narrative_id
    join narrative n on n.id = coalesce(o.merged_into, o.id)
    where m.storyline_id = ${id} ${visible(scope)} order by n.first_item_at, n.id`.execute(db)
  const { title, createdAt, rowVersion } = storyline
  return { id, title, narratives: rows.map(viewMember), drawnAt: createdAt.toISOString(), rowVersion }
}

type SuggestionRow = MemberRow &
  Pick<Row<'storylineSuggestion'>, 'score' | 'reasons' | 'suggestedAt' | 'decidedAt' | 'rowVersion'> & {
    suggestionId: StorylineSuggestion['id']
    suggestionState: StorylineSuggestion['state']
  }

async function listSuggestions(db: Reader, scope: Scope, narrativeId: NarrativeId): Promise<StorylineSuggestion[]> {
  const { rows } = await sql<SuggestionRow>`
    with pairs as (
      select s.*, case when coalesce(a.merged_into, a.id) = ${narrativeId} then coalesce(b.merged_into, b.id)
        else coalesce(a.merged_into, a.id) end as far_id
      from storyline_suggestion s join narrative a on a.id = s.narrative_id join narrative b on b.id = s.other_id
      where ${narrativeId} in (coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id))
    )
    select distinct on (p.state, p.score, n.id) ${MEMBER}, p.id as suggestion_id, p.state as suggestion_state, p.score, p.reasons,
      p.suggested_at, p.decided_at, p.row_version
    from pairs p join narrative n on n.id = p.far_id
    where n.id <> ${narrativeId} and n.world = ${scope.world} ${visible(scope)}
      and (p.state <> 'suggested' or n.state <> 'dismissed')
    order by p.state desc, p.score desc, n.id limit ${SHOWN_SUGGESTIONS}`.execute(db)
  return rows.map((row) => ({
    id: row.suggestionId,
    state: row.suggestionState,
    score: row.score,
    reasons: row.reasons,
    other: viewMember(row),
    suggestedAt: row.suggestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    rowVersion: row.rowVersion,
  }))
}

function visible(scope: Scope): RawBuilder<unknown> {
  return scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`
}

function viewMember(row: MemberRow): StorylineMember {
  const { id, title, state, languages, itemCount, publisherCount } = row
  return {
    id,
    title,
    state,
    languages,
    itemCount,
    publisherCount,
    firstItemAt: row.firstItemAt.toISOString(),
    lastItemAt: row.lastItemAt.toISOString(),
  }
}
