import type { NarrativeId } from '@hub/core/ids.ts'
import type { SharedFeature } from '@hub/core/storyline/judge-likeness.ts'
import { sql } from 'kysely'

import type { Write } from '../write.ts'
import type { DueNarrative } from './read-narrative-features.ts'

/** Another narrative that shares something with a due one. */
export type OtherNarrative = Omit<DueNarrative, 'id'> & {
  narrativeId: NarrativeId
  otherId: NarrativeId
  shared: SharedFeature[]
}

/** Others compared with one narrative: those that share most. */
const MAX_OTHERS = 20
/** A feature that more than one in twenty narratives has, and more than four, is too common to compare by. */
const COMMON_SHARE = 0.05
const COMMON_LEAST = 4

/** The narratives that share something not too common with each due one, with what it is; in no common storyline yet. */
export async function listOthers(
  w: Write,
  due: readonly DueNarrative[],
  narratives: number,
): Promise<OtherNarrative[]> {
  const common = Math.max(COMMON_LEAST, Math.ceil(narratives * COMMON_SHARE))
  const { rows } = await sql<OtherNarrative>`
    with mine as (
      select f.* from narrative_feature f where f.narrative_id = any(${due.map(({ id }) => id)}::uuid[])
    ), held as (
      select f.kind, f.value, count(*)::int as holders
      from narrative_feature f where (f.kind, f.value) in (select kind, value from mine)
      group by f.kind, f.value having count(*) between 2 and ${common}
    ), pairs as (
      select m.narrative_id, f.narrative_id as other_id, count(*) as features,
        coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'shown', m.shown, 'holders', h.holders))
          filter (where m.kind <> 'term'), '[]') as shared
      from mine m join held h on h.kind = m.kind and h.value = m.value
      join narrative_feature f on f.kind = m.kind and f.value = m.value and f.narrative_id <> m.narrative_id
      group by 1, 2
    ), ranked as (
      select p.*, row_number() over (partition by narrative_id order by features desc, other_id) as place from pairs p
    )
    select r.narrative_id, r.other_id, r.shared, n.language, n.key_terms, n.first_item_at, n.last_item_at
    from ranked r join narrative n on n.id = r.other_id
    where r.place <= ${MAX_OTHERS} and n.world = ${w.by.actor.world} and n.state not in ('merged', 'dismissed')
      and not exists (
        select 1 from storyline_narrative a join storyline_narrative b on b.storyline_id = a.storyline_id
        where a.narrative_id = r.narrative_id and b.narrative_id = r.other_id)
    order by r.narrative_id, r.place`.execute(w.tx)
  return rows
}
