import { type NarrativeId, storylineSuggestionIdSchema } from '@hub/core/ids.ts'
import { judgeLikeness, type Likeness } from '@hub/core/storyline/judge-likeness.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { newId } from '../new-id.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { listOthers } from './list-others.ts'
import { readMeanings } from './read-meanings.ts'
import { type DueNarrative, lockDueNarratives, readNarrativeFeatures } from './read-narrative-features.ts'

export type SuggestedStorylines = { looked: number; suggested: number }

/** Features are words of items: they go when the items' usual period is over. */
const KEEP_FEATURES_DAYS = 90
const DAY_MS = 86_400_000

/**
 * Reads what grown narratives could share with others, and suggests pairs that may be one storyline, in the same language or
 * across. What a person answered is never asked again; an open suggestion takes the newer reasons. Returns how many
 * narratives were looked at (at most `limit`) and how many pairs are newly suggested.
 */
export async function suggestStorylines(db: Db, by: WriteBy, limit: number): Promise<SuggestedStorylines> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const due = await lockDueNarratives(w, limit)
    if (due.length === 0) {
      w.unchanged()
      return { looked: 0, suggested: 0 }
    }
    const tooOld = new Date(by.now.getTime() - KEEP_FEATURES_DAYS * DAY_MS)
    await sql`delete from narrative_feature f using narrative n where n.id = f.narrative_id and n.last_item_at < ${tooOld}`.execute(
      w.tx,
    )
    await readNarrativeFeatures(w, due)
    let suggested = 0
    for (const pair of await comparePairs(w, due)) suggested += await store(w, pair)
    if (suggested === 0) w.unchanged()
    else
      await w.audit({
        action: 'storylines.suggest',
        noun: 'narrative',
        objectId: due[0]?.id ?? '',
        details: { suggested },
      })
    return { looked: due.length, suggested }
  })
}

type Pair = { ids: [NarrativeId, NarrativeId]; likeness: Likeness }

async function comparePairs(w: Write, due: readonly DueNarrative[]): Promise<Pair[]> {
  const { rows: counted } = await sql<{ narratives: number }>`
    select count(*)::int as narratives from narrative where world = ${w.by.actor.world} and featured_items > 0`.execute(
    w.tx,
  )
  const narratives = counted[0]?.narratives ?? 0
  const byId = new Map(due.map((narrative) => [narrative.id, narrative]))
  const others = await listOthers(w, due, narratives)
  const meaningOf = await readMeanings(w, [...byId.keys(), ...others.map(({ otherId }) => otherId)])
  return others.flatMap((other) => {
    const narrative = byId.get(other.narrativeId)
    if (!narrative) return []
    const likeness = judgeLikeness({
      shared: other.shared,
      narratives,
      isSameLanguage: narrative.language === other.language,
      termCosine: cosineOf(narrative.keyTerms, other.keyTerms),
      meaningCosine: meaningOf(narrative.id, other.otherId),
      gapDays: gapDays(narrative, other),
    })
    const ids: [NarrativeId, NarrativeId] =
      narrative.id < other.otherId ? [narrative.id, other.otherId] : [other.otherId, narrative.id]
    return likeness.isSuggested ? [{ ids, likeness }] : []
  })
}

function cosineOf(a: DueNarrative['keyTerms'], b: DueNarrative['keyTerms']): number {
  const weights = new Map(a.map(({ term, weight }) => [term.toLowerCase(), weight]))
  const norm = (terms: DueNarrative['keyTerms']) => Math.sqrt(terms.reduce((sum, { weight }) => sum + weight ** 2, 0))
  const product = b.reduce((sum, { term, weight }) => sum + (weights.get(term.toLowerCase()) ?? 0) * weight, 0)
  const norms = norm(a) * norm(b)
  return norms > 0 ? product / norms : 0
}

function gapDays(a: Pick<DueNarrative, 'firstItemAt' | 'lastItemAt'>, b: typeof a): number {
  const gapMs = Math.max(
    a.firstItemAt.getTime() - b.lastItemAt.getTime(),
    b.firstItemAt.getTime() - a.lastItemAt.getTime(),
  )
  return Math.max(0, gapMs) / DAY_MS
}

/** Stores a pair; 1 when it was not known before. */
async function store(w: Write, { ids: [narrativeId, otherId], likeness }: Pair): Promise<number> {
  const { now } = w.by
  const { rows } = await sql<{ isNew: boolean }>`
    insert into storyline_suggestion (id, narrative_id, other_id, score, reasons, suggested_at, world, created_at, updated_at)
    values (${newId(storylineSuggestionIdSchema)}, ${narrativeId}, ${otherId}, ${likeness.score},
      ${JSON.stringify(likeness.reasons)}::jsonb, ${now}, ${w.by.actor.world}, ${now}, ${now})
    on conflict (narrative_id, other_id) do update set score = excluded.score, reasons = excluded.reasons,
      row_version = storyline_suggestion.row_version + 1, updated_at = excluded.updated_at
      where storyline_suggestion.state = 'suggested' and storyline_suggestion.reasons <> excluded.reasons
    returning (xmax = 0) as is_new`.execute(w.tx)
  const stored = rows[0]
  if (!stored) return 0
  for (const id of [narrativeId, otherId]) await w.live({ noun: 'storyline', id, version: 1 })
  return stored.isNew ? 1 : 0
}
