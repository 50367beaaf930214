import { sql } from 'kysely'

import { alertIdSchema, narrativeIdSchema, publisherIdSchema, signalIdSchema } from '@hub/core/ids.ts'
import { detectFirstAppearance } from '@hub/core/signal/detect-first-appearance.ts'
import { detectGrowth } from '@hub/core/signal/detect-growth.ts'
import { explainSignal } from '@hub/core/signal/explain-signal.ts'
import { type RaisedSignal, shouldRaise } from '@hub/core/signal/should-raise.ts'
import type { Signal } from '@hub/core/signal/signal.ts'

import type { Db } from '../connect.ts'
import { newId } from '../new-id.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { loadChanges, type NarrativeChange } from './load-changes.ts'

export type DetectedSignals = { assignments: number; narratives: number; signals: number }

/**
 * Looks at the narratives that a shard's next assignments changed and raises a signal with its alert for each that rose.
 * How far it looked is a cursor over assignment numbers, moved in the same transaction: running it again, or at once in two
 * places, raises nothing twice. Returns `assignments: 0` when everything has been looked at.
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
    const changes = await loadChanges(w, { shard, cursor, upTo })
    let signals = 0
    for (const change of changes) {
      for (const { signal, because } of risenSignals(change, by.now)) signals += await raise(w, change, signal, because)
    }
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

/** The signals of one narrative that are worth raising after what was raised before. */
function risenSignals(change: NarrativeChange, now: Date): { signal: Signal; because: string }[] {
  const nowMs = now.getTime()
  const spread = detectGrowth({ hours: change.hours, firstItemAtMs: change.firstItemAt.getTime(), nowMs })
  const appeared = detectFirstAppearance(change.seen, change.appearances, change.publisherCount, nowMs)
  const before: RaisedSignal[] = [...change.raised]
  return [...(spread ? [spread] : []), ...appeared].flatMap((signal) => {
    const next = {
      kind: signal.kind,
      severity: signal.severity,
      atMs: nowMs,
      publishers: signal.publisherIds.length,
      value: valueOf(signal),
    }
    const verdict = shouldRaise(before, next)
    if (!verdict.raise) return []
    before.push(next)
    return [{ signal, because: verdict.because }]
  })
}

function valueOf(signal: Signal): string | null {
  return signal.kind === 'first_appearance' ? `${signal.dimension}:${signal.value}` : null
}

/** Stores a signal with its alert; 0 when the same signal stands already. */
async function raise(w: Write, change: NarrativeChange, signal: Signal, because: string): Promise<number> {
  const { now } = w.by
  const { world } = w.by.actor
  const narrativeId = narrativeIdSchema.parse(change.narrativeId)
  const windowStart = new Date(signal.kind === 'first_appearance' ? signal.atMs : signal.windowStartMs)
  const facts = signal.kind === 'first_appearance' ? {} : { ...signal.numbers, reasons: signal.reasons }
  const matter = valueOf(signal) ?? `${windowStart.getTime()}:${signal.severity}:${signal.publisherIds.length}`
  const stored = await w.tx
    .insertInto('signal')
    .values({
      id: newId(signalIdSchema),
      narrativeId,
      kind: signal.kind,
      severity: signal.severity,
      detectedAt: now,
      windowStart,
      numbers: JSON.stringify({ ...explainSignal(signal), ...facts, because, matter: valueOf(signal) }),
      publisherIds: signal.publisherIds.map((id) => publisherIdSchema.parse(id)),
      idempotencyKey: `${narrativeId}:${signal.kind}:${matter}`,
      world,
    })
    .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stored) return 0
  const alertId = newId(alertIdSchema)
  await w.tx
    .insertInto('alert')
    .values({ id: alertId, signalId: stored.id, narrativeId, severity: signal.severity, raisedAt: now, world })
    .execute()
  await w.publish({
    topic: 'route-alerts',
    aggregate: 'alert',
    aggregateId: alertId,
    aggregateVersion: 1,
    idempotencyKey: `route:${alertId}`,
  })
  await w.live({ noun: 'alert', id: alertId, version: 1 })
  return 1
}
