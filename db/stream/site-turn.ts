import { sql } from 'kysely'

import type { Db, Tx } from '../connect.ts'

/** A turn that this process alone holds, until it runs out. */
export type HeldTurn = { site: string; fence: number; gapMs: number }

/**
 * Takes a site's turn for one request, whichever process asked it last: nobody else holds it, the gap after the last
 * request is over, and the site does not rest. Otherwise says when it may be worth asking again.
 * @param holdForMs after so long the turn is free again, should its holder have died
 */
export async function takeSiteTurn(
  db: Db | Tx,
  input: { site: string; gapMs: number; now: Date; holdForMs: number },
): Promise<{ kind: 'taken'; turn: HeldTurn } | { kind: 'wait'; until: Date }> {
  const { site, gapMs, now } = input
  const until = new Date(now.getTime() + input.holdForMs)
  const { rows } = await sql<{ fence: number }>`
    insert into site_turn as t (site, fence, held_until, free_at) values (${site}, 1, ${until}, ${now})
    on conflict (site) do update set fence = t.fence + 1, held_until = ${until}
      where coalesce(t.held_until, '-infinity') <= ${now} and t.free_at <= ${now} and coalesce(t.blocked_until, '-infinity') <= ${now}
    returning fence`.execute(db)
  const taken = rows[0]
  if (taken) return { kind: 'taken', turn: { site, fence: taken.fence, gapMs } }
  const row = await db
    .selectFrom('siteTurn')
    .select(sql<Date>`greatest(free_at, blocked_until)`.as('until'))
    .where('site', '=', site)
    .executeTakeFirst()
  return { kind: 'wait', until: row?.until ?? now }
}

/** One turn handed back: the gap begins at `endedAt`; `restUntil` is what the site asked for with Retry-After. */
export type EndedTurn = { turn: HeldTurn; endedAt: Date; restUntil: Date | null }

/** Hands turns back. A turn that ran out and passed to somebody else stays theirs. */
export async function endSiteTurns(db: Db | Tx, ended: readonly EndedTurn[]): Promise<void> {
  if (ended.length === 0) return
  const rows = ended
    .map(({ turn, endedAt, restUntil }) => ({
      site: turn.site,
      fence: turn.fence,
      free_at: new Date(endedAt.getTime() + turn.gapMs),
      rest: restUntil,
    }))
    .toSorted((a, b) => (a.site < b.site ? -1 : 1))
  await sql`
    with ended as (
      select t.site, r.free_at, r.rest
      from site_turn t join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(site text, fence bigint, free_at timestamptz, rest timestamptz)
        on r.site = t.site and r.fence = t.fence
      order by t.site for update of t
    )
    update site_turn t set held_until = null, free_at = greatest(t.free_at, e.free_at), blocked_until = greatest(t.blocked_until, e.rest)
    from ended e where e.site = t.site`.execute(db)
}

/** Has a site rest until then, whoever asks. Used for a site that answered at the end of a redirect from another. */
export async function restSite(db: Db | Tx, site: string, now: Date, until: Date): Promise<void> {
  await sql`
    insert into site_turn as t (site, free_at, blocked_until) values (${site}, ${now}, ${until})
    on conflict (site) do update set blocked_until = greatest(t.blocked_until, ${until})`.execute(db)
}

/** Frees every turn whose holders are known to be dead; what they asked last may have been a moment ago. */
export async function freeAllTurns(db: Db | Tx, now: Date, gapMs: number): Promise<void> {
  await sql`
    update site_turn set held_until = null, free_at = greatest(free_at, ${new Date(now.getTime() + gapMs)})
    where held_until > ${now}`.execute(db)
}

/** Drops the rows of sites that nobody asked for a day. */
export async function dropIdleTurns(db: Db | Tx, now: Date): Promise<void> {
  await sql`
    delete from site_turn where free_at < ${now}::timestamptz - interval '1 day'
      and coalesce(held_until, '-infinity') < ${now} and coalesce(blocked_until, '-infinity') < ${now}`.execute(db)
}
