import { sql } from 'kysely'

import type { SourceId } from '@hub/core/ids.ts'
import { isGoodOutcome } from '@hub/core/source/poll-outcome.ts'
import { findSite } from '@hub/core/source/site.ts'

import { newRowId } from '../new-id.ts'
import type { Write } from '../write.ts'
import type { FinishedPoll } from './finished-poll.ts'

/** A poll and how many of its items were new. */
export type SettledPoll = { poll: FinishedPoll; newItems: number }

/**
 * Writes what polls say of their sources and the fetch log, for any number of sources in one statement: health, rhythm,
 * validators, the claim's end. A further answer that nothing changed is added to the day's line of the log instead of a line
 * of its own. Returns the sources written; a source whose claim passed to another worker is none of them.
 */
export async function settleSources(w: Write, settled: readonly SettledPoll[]): Promise<Set<SourceId>> {
  const { now } = w.by
  const rows = JSON.stringify(settled.map((entry) => describeRow(entry, now))).replaceAll('\\u0000', '')
  const done = await sql<{ id: SourceId; rowVersion: number; isNews: boolean }>`
    with r as (
      select * from jsonb_to_recordset(${rows}::jsonb) as r(
        id uuid, fence bigint, good boolean, gone boolean, unchanged boolean, "nextAt" timestamptz, outcome jsonb, "newItems" int,
        "usualGapMs" bigint, "hasValidators" boolean, etag text, "lastModified" text, "bodyHash" text, "isFull" boolean,
        "siteUrl" text, title text, "movedTo" text, "movedSince" timestamptz, host text, site text,
        "fetchId" uuid, code text, detail jsonb, "durationMs" int, bytes int, "itemsFound" int)
    ), was as (
      select s.id, s.failures, s.last_fetch_at,
        case when r.unchanged and (q.at at time zone 'UTC')::date = (${now}::timestamptz at time zone 'UTC')::date then q.id end as quiet_id
      from r join source s on s.id = r.id and s.claim_fence = r.fence
      left join source_fetch q on q.id = s.quiet_fetch_id
      order by s.id for update of s
    ), done as (
      update source s set
        claimed_until = null, last_fetch_at = ${now},
        last_good_at = case when r.good then ${now} else s.last_good_at end,
        last_item_at = case when r."newItems" > 0 then ${now} else s.last_item_at end,
        full_fetch_at = case when r."isFull" then ${now} else s.full_fetch_at end,
        usual_gap_ms = r."usualGapMs",
        failures = case when r.good then 0 else s.failures + 1 end,
        failing_since = case when r.good then null else coalesce(s.failing_since, ${now}) end,
        next_fetch_at = coalesce(r."nextAt", s.next_fetch_at),
        interval_ms = greatest(0, extract(epoch from coalesce(r."nextAt", s.next_fetch_at) - ${now}::timestamptz) * 1000)::bigint,
        outcome = r.outcome,
        etag = case when r."hasValidators" then r.etag else s.etag end,
        last_modified = case when r."hasValidators" then r."lastModified" else s.last_modified end,
        body_hash = case when r."hasValidators" then r."bodyHash" else s.body_hash end,
        state = case when r.gone then 'paused' else s.state end,
        paused_reason = case when r.gone then 'gone' else s.paused_reason end,
        site_url = coalesce(s.site_url, r."siteUrl"),
        title = case when s.title = s.url and r.title <> '' then r.title else s.title end,
        moved_to = r."movedTo", moved_since = r."movedSince",
        host = coalesce(r.host, s.host), site = coalesce(r.site, s.site),
        quiet_fetch_id = case when r.unchanged then coalesce(was.quiet_id, r."fetchId") end
      from r join was on was.id = r.id
      where s.id = r.id
      returning s.id, s.row_version, was.quiet_id,
        r.good <> (was.failures = 0) or r.gone or was.last_fetch_at is null or r."newItems" > 0 as is_news
    ), counted as (
      update source_fetch f set times = f.times + 1, until = ${now}
      from done where f.id = done.quiet_id
    ), logged as (
      insert into source_fetch (id, source_id, at, outcome, detail, duration_ms, bytes, items_found, items_new)
      select r."fetchId", r.id, ${now}, r.code, r.detail, r."durationMs", r.bytes, r."itemsFound", r."newItems"
      from r join done on done.id = r.id where done.quiet_id is null
    )
    select id, row_version, is_news from done`.execute(w.tx)
  const written = new Set<SourceId>()
  for (const { id, rowVersion, isNews } of done.rows) {
    if (isNews) await w.live({ noun: 'source', id, version: rowVersion })
    written.add(id)
  }
  return written
}

function describeRow({ poll, newItems }: SettledPoll, now: Date) {
  const { outcome, finalUrl, validators, move } = poll
  const good = isGoodOutcome(outcome)
  return {
    id: poll.source.id,
    fence: poll.source.fence,
    good,
    gone: poll.next.kind === 'gone',
    // An answer that has something to say for itself gets a line of its own.
    unchanged: outcome.code === 'not_modified' && outcome.message === null,
    nextAt: poll.next.kind === 'poll' ? new Date(poll.next.dueAtMs) : null,
    // The address that answered stays with the validators it gave.
    outcome: { ...outcome, atMs: now.getTime(), newItemCount: newItems, finalUrl },
    newItems,
    usualGapMs: poll.usualGapMs,
    hasValidators: validators !== null,
    ...validators,
    isFull: poll.isFull,
    siteUrl: poll.siteUrl,
    title: poll.feedTitle,
    ...move,
    // The next turn is taken of the site that answers, which is where a redirect's load falls.
    ...(good ? findSite(finalUrl) : {}),
    fetchId: newRowId(),
    code: outcome.code,
    detail: {
      httpStatus: outcome.httpStatus,
      retryAfterMs: outcome.retryAfterMs,
      message: outcome.message,
      finalUrl,
    },
    durationMs: Math.round(poll.durationMs),
    bytes: poll.bytes,
    itemsFound: poll.itemsFound,
  }
}
