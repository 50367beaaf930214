import { type RawBuilder, sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import { QUIET_GAPS, QUIET_MIN_MS, readHealth } from '@hub/core/source/health.ts'
import { GOOD_OUTCOMES, POLL_OUTCOME_CODES, type PollOutcomeCode } from '@hub/core/source/poll-outcome.ts'
import { POLLED_SOURCE_KINDS, type SourceHealthState } from '@hub/core/source/source.ts'

const HTTP_STATUS_MAX = 599

/** The sources that an approved profile in force at `now` names. */
export function sourcesInForce(world: World, now: Date): RawBuilder<unknown> {
  return sql`select ps.source_id from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
    where p.world = ${world} and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now}`
}

/**
 * The health state of a row of `source s`, as `readHealth` of core decides it: the database has to filter, count and sort
 * by it. What a failed poll means is asked of core itself, code by code, so that the two cannot drift apart.
 */
export function sourceHealth(world: World, now: Date): RawBuilder<SourceHealthState> {
  const quietMs = sql`extract(epoch from (${now}::timestamptz - s.last_item_at)) * 1000`
  return sql<SourceHealthState>`case
    when s.state = 'proposed' then 'proposed'
    when s.state = 'retired' then 'retired'
    when s.state = 'paused' then case when s.paused_reason = 'gone' then 'gone' else 'paused' end
    when s.id not in (${sourcesInForce(world, now)}) then 'waiting_for_profile'
    when s.kind <> all(${[...POLLED_SOURCE_KINDS]}::text[]) then 'ok'
    when s.outcome->>'code' is null or s.outcome->>'code' <> all(${[...POLL_OUTCOME_CODES]}::text[]) then 'new'
    when s.outcome->>'code' = any(${[...GOOD_OUTCOMES]}::text[]) then
      case when s.usual_gap_ms is not null and ${quietMs} > greatest(${QUIET_MIN_MS}::float8, s.usual_gap_ms::float8 * ${QUIET_GAPS}::float8)
        then 'quiet' else 'ok' end
    ${sql.join(POLL_OUTCOME_CODES.filter((code) => !GOOD_OUTCOMES.includes(code)).map(whenFailed), sql` `)}
    else 'failing' end`
}

function whenFailed(code: PollOutcomeCode): RawBuilder<unknown> {
  const usual = stateAfter(code, null)
  const exceptions = new Map<SourceHealthState, number[]>()
  for (let status = 100; status <= HTTP_STATUS_MAX; status += 1) {
    const state = stateAfter(code, status)
    if (state !== usual) exceptions.set(state, [...(exceptions.get(state) ?? []), status])
  }
  const cases = [...exceptions].map(
    ([state, statuses]) =>
      sql`when s.outcome->>'code' = ${code} and (s.outcome->>'httpStatus')::int = any(${statuses}::int[]) then ${state}`,
  )
  return sql.join([...cases, sql`when s.outcome->>'code' = ${code} then ${usual}`], sql` `)
}

function stateAfter(code: PollOutcomeCode, httpStatus: number | null): SourceHealthState {
  const outcome = { atMs: 0, code, httpStatus, newItemCount: 0, retryAfterMs: null, message: null }
  return readHealth({
    kind: 'feed',
    status: 'active',
    hasProfileInForce: true,
    outcomes: [outcome],
    lastGoodAtMs: null,
    lastNewItemAtMs: null,
    usualGapMs: null,
    nowMs: 0,
  }).state
}
