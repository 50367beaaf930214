import { sql } from 'kysely'

import type { DetectionRule } from '@hub/core/signal/detection-rule.ts'
import { GROWTH_LOOKBACK_HOURS } from '@hub/core/signal/growth-config.ts'
import { HOUR_MS } from '@hub/core/signal/hourly-rate.ts'
import { runRule } from '@hub/core/signal/run-rule.ts'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { applySnoozes, type OpenSnooze, loadOpenSnoozes } from './apply-snoozes.ts'
import { type ChangedNarrative, loadChanges } from './load-changes.ts'
import { type LoadedHistory, loadHistories } from './load-histories.ts'
import { loadRaised, raisedBy, type StoredSignal } from './load-raised.ts'
import { type HoursByNarrative, matchKeywordHours, readKeywordItems } from './match-keyword-hours.ts'
import { noteAppearances } from './note-appearances.ts'
import { raiseSignal } from './raise-signal.ts'

export type DetectedSignals = { assignments: number; narratives: number; signals: number }

/** What happened longer ago is history when it arrives (a new feed's old entries): it is counted and raises nothing. */
export const NEWS_HOURS = 48

/**
 * Runs the detection rules over the narratives that a shard's next assignments changed, in the hours that they changed, and
 * raises a signal with its alert for each that rose. How far it looked is a cursor over assignment numbers, moved in the
 * same transaction: running it again, or at once in two places, raises nothing twice. Returns `assignments: 0` when
 * everything has been looked at.
 */
export async function detectSignals(db: Db, by: WriteBy, shard: string, limit: number): Promise<DetectedSignals> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const cursor = await lockCursor(w, shard)
    const { rows } = await sql<{ upTo: number | null; assignments: number }>`
      select max(shard_seq) as up_to, count(*) as assignments from (
        select shard_seq from item_assignment where world = ${by.actor.world} and shard = ${shard} and shard_seq > ${cursor}
        order by shard_seq limit ${limit}) next`.execute(w.tx)
    const { upTo, assignments } = rows[0] ?? { upTo: null, assignments: 0 }
    if (upTo === null) {
      w.unchanged()
      return { assignments: 0, narratives: 0, signals: 0 }
    }
    const span = { shard, cursor, upTo }
    await noteAppearances(w, span)
    const changes = await loadChanges(w, span)
    const signals = await runRules(w, changes)
    await sql`update hub_setting set value = ${JSON.stringify({ shardSeq: upTo })}::jsonb, updated_at = ${by.now} where key = ${cursorKey(shard)}`.execute(
      w.tx,
    )
    if (signals === 0) w.unchanged()
    else
      await w.audit({
        action: 'signals.detect',
        noun: 'shard',
        objectId: shard,
        details: { fromSeq: cursor + 1, toSeq: upTo, signals },
      })
    return { assignments, narratives: changes.length, signals }
  })
}

function cursorKey(shard: string): string {
  return `detect:${shard}`
}

async function lockCursor(w: Write, shard: string): Promise<number> {
  await sql`
    insert into hub_setting (key, value, updated_at) values (${cursorKey(shard)}, '{"shardSeq":0}', ${w.by.now})
    on conflict (key) do nothing`.execute(w.tx)
  const { rows } = await sql<{ shardSeq: number }>`
    select (value->>'shardSeq')::bigint as shard_seq from hub_setting where key = ${cursorKey(shard)} for update`.execute(
    w.tx,
  )
  return rows[0]?.shardSeq ?? 0
}

/** Runs every rule that is switched on over the changed narratives. Returns how many signals were stored. */
async function runRules(w: Write, changes: readonly ChangedNarrative[]): Promise<number> {
  const oldestMs = Math.floor(w.by.now.getTime() / HOUR_MS) * HOUR_MS - NEWS_HOURS * HOUR_MS
  const news = changes.filter(({ toHour }) => toHour.getTime() >= oldestMs)
  if (news.length === 0) return 0
  const rules = await w.tx
    .selectFrom('detectionRule')
    .selectAll()
    .where('world', '=', w.by.actor.world)
    .where('enabled', '=', true)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const since = new Date(oldestMs - GROWTH_LOOKBACK_HOURS * HOUR_MS)
  const ids = news.map(({ id }) => id)
  const histories = await loadHistories(w.tx, news, since)
  const raised = await loadRaised(w.tx, ids)
  const snoozes = await loadOpenSnoozes(w.tx, ids)
  const keywordRules = rules.filter(({ kind }) => kind === 'keyword')
  const items = keywordRules.length === 0 ? [] : await readKeywordItems(w.tx, ids, since)
  const keywordHours = new Map(keywordRules.map((rule) => [rule.id, matchKeywordHours(rule, items)]))
  let stored = 0
  for (const change of news) {
    const history = histories.get(change.id)
    if (!history) continue
    const fromMs = Math.max(oldestMs, change.fromHour.getTime())
    const known = {
      change,
      history,
      fromMs,
      raised: raised.get(change.id) ?? [],
      snoozes: snoozes.get(change.id) ?? [],
    }
    for (const rule of rules) stored += await runOne(w, rule, known, keywordHours.get(rule.id))
  }
  return stored
}

type Known = {
  change: ChangedNarrative
  history: LoadedHistory
  fromMs: number
  raised: readonly StoredSignal[]
  snoozes: OpenSnooze[]
}

async function runOne(
  w: Write,
  rule: DetectionRule,
  known: Known,
  hours: HoursByNarrative | undefined,
): Promise<number> {
  const { change, history, fromMs } = known
  const read = hours === undefined ? history : { ...history, hours: hours.get(change.id) ?? [] }
  const firings = runRule(rule, read, { fromMs, toMs: w.by.now.getTime() }, raisedBy(rule, known.raised))
  let stored = 0
  for (const firing of firings) {
    const snoozeId = await applySnoozes(w, known.snoozes, rule.id, firing.signal)
    if (await raiseSignal(w, firing, { narrativeId: change.id, rule, snoozeId })) stored += 1
  }
  return stored
}
