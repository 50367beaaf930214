import { type RawBuilder, sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import { claimMatchIdSchema, type NarrativeId } from '@hub/core/ids.ts'
import type { MatchState } from '@hub/core/match/decide-match.ts'
import { excerptAround } from '@hub/core/match/excerpt-around.ts'
import type { ClaimMatchView } from '@hub/core/match/match-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { readCursor, writeCursor } from '../page-cursor.ts'

export type MatchFilter = {
  state?: MatchState | undefined
  /** Only matches of these narratives and of those merged into them. */
  narrativeIds?: readonly NarrativeId[] | undefined
  cursor?: string | undefined
  limit: number
}
export type MatchPage = { rows: ClaimMatchView[]; nextCursor: string | null }

type Row = Pick<
  ClaimMatchView,
  'id' | 'state' | 'probability' | 'words' | 'decidedBy' | 'reason' | 'rowVersion' | 'narrative' | 'review' | 'carried'
> & {
  suggestedAt: Date
  decidedAt: Date | null
  reviewPublishedAt: Date | null
  reviewFirstSeenAt: Date
  item: (Omit<NonNullable<ClaimMatchView['item']>, 'excerpt'> & { text: string }) | null
  rank: number
}

const CHARACTERS_READ = 4_000

/**
 * Fact-checks beside narratives as they stand: a merged narrative's count at the survivor, and of a review that stands there
 * twice the newest decision counts, or else the likeliest suggestion. What is withheld because of an answer given on the
 * narrative that one was split from stands there as such. Suggestions come likeliest first, and of narratives
 * that somebody dismissed none; decided ones come newest first.
 */
export async function listMatches(db: Reader, scope: Scope, filter: MatchFilter, now: Date): Promise<MatchPage> {
  const { narrativeIds, state } = filter
  const rank =
    state === 'accepted' || state === 'refused' ? sql`extract(epoch from m.decided_at)::float8` : sql`m.probability`
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor)
  const conditions: RawBuilder<unknown>[] = [
    sql`m.world = ${scope.world}`,
    sql`not exists (${prevailing()})`,
    // What was withheld for an answer that has been taken back waits for the next look.
    sql`(m.state <> 'withheld' or answered.state = 'refused')`,
    ...(scope.mayReadRed ? [] : [sql`n.tlp <> 'RED'`, sql`origin.tlp <> 'RED'`]),
    ...(state === undefined ? [] : [sql`m.state = ${state}`]),
    ...(narrativeIds === undefined ? [sql`n.state <> 'dismissed'`] : [sql`n.id = any(${[...narrativeIds]}::uuid[])`]),
    ...(after ? [sql`(${rank}, m.id) < (${after.score}::float8, ${after.id}::uuid)`] : []),
  ]
  const { rows } = await sql<Row>`
    select m.id, m.state, m.probability, m.words, m.decided_by, m.decided_at, m.reason, m.row_version, m.suggested_at, ${rank} as rank,
      jsonb_build_object('id', n.id, 'title', n.title, 'language', n.language) as narrative,
      jsonb_build_object('id', c.id, 'url', c.url, 'claim', c.claim, 'language', c.language, 'rating', c.rating, 'reviewer', c.reviewer) as review,
      case when answered.id is not null then jsonb_build_object(
        'state', answered.state, 'decidedBy', answered.decided_by, 'decidedAt', answered.decided_at, 'reason', answered.reason,
        'narrative', jsonb_build_object('id', whole.id, 'title', whole.title, 'language', whole.language)) end as carried,
      c.published_at as review_published_at, c.first_seen_at as review_first_seen_at,
      (select jsonb_build_object('id', i.id, 'title', i.title, 'text', left(i.text, ${CHARACTERS_READ}), 'language', i.language, 'publisher', p.name)
        from item i join publisher p on p.id = i.publisher_id
        where i.id = m.item_id ${scope.mayReadRed ? sql`` : sql`and i.tlp <> 'RED'`} limit 1) as item
    from claim_match m
    join narrative origin on origin.id = m.narrative_id
    join narrative n on n.id = coalesce(origin.merged_into, origin.id)
    join claim_review c on c.id = m.claim_review_id
    left join (claim_match answered join narrative whole on whole.id = answered.narrative_id ${scope.mayReadRed ? sql`` : sql`and whole.tlp <> 'RED'`})
      on answered.id = m.carried_from and answered.state in ('accepted', 'refused')
    where ${sql.join(conditions, sql` and `)}
    order by rank desc, m.id desc limit ${filter.limit + 1}`.execute(db)
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  const names = await findActorNames(
    db,
    shown.flatMap(({ decidedBy, carried }) => [decidedBy, carried?.decidedBy ?? null]),
  )
  return {
    rows: shown.map((row) => view(row, names)),
    nextCursor: last
      ? writeCursor({ at: now.toISOString(), score: last.rank, id: claimMatchIdSchema.parse(last.id) })
      : null,
  }
}

/** A match of the same review at the same narrative, or one merged with it, that counts before `m`. */
function prevailing(): RawBuilder<unknown> {
  const weight = (match: RawBuilder<unknown>) =>
    sql`(coalesce(${match}.decided_at, '-infinity'), ${match}.state <> 'withheld', ${match}.probability, ${match}.id)`
  return sql`
    select 1 from claim_match other join narrative o on o.id = other.narrative_id
    where other.claim_review_id = m.claim_review_id and other.id <> m.id and coalesce(o.merged_into, o.id) = n.id
      and ${weight(sql`other`)} > ${weight(sql`m`)}`
}

function view(row: Row, nameOf: (reference: string) => string): ClaimMatchView {
  const { reviewPublishedAt, reviewFirstSeenAt, rank: _, item, ...rest } = row
  return {
    ...rest,
    review: {
      ...row.review,
      publishedAt: reviewPublishedAt?.toISOString() ?? null,
      firstSeenAt: reviewFirstSeenAt.toISOString(),
    },
    item: item && viewItem(item, row.words),
    suggestedAt: row.suggestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy && nameOf(row.decidedBy),
    carried: row.carried && {
      ...row.carried,
      decidedBy: nameOf(row.carried.decidedBy),
      decidedAt: new Date(row.carried.decidedAt).toISOString(),
    },
  }
}

function viewItem({ text, ...item }: NonNullable<Row['item']>, words: Row['words']): ClaimMatchView['item'] {
  return {
    ...item,
    excerpt: excerptAround(
      text,
      words.map(({ inItem }) => inItem),
    ),
  }
}
