import type { Scope } from '@hub/core/access/scope.ts'
import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import type { CaseId, DeliveryId, SignalId } from '@hub/core/ids.ts'
import type { SignalView } from '@hub/core/narrative/narrative-view.ts'
import type { ExpressionBuilder } from 'kysely'

import { type ActorNames, findActorNames } from '../actor-names.ts'
import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import { viewSignals } from '../narrative/signal-views.ts'
import type { Database, Row } from '../schema.ts'

/** Deliveries with what their views need besides: the start of every query for them. */
export function selectDeliveries(db: Reader, scope: Scope) {
  return db
    .selectFrom('delivery')
    .innerJoin('alert', 'alert.id', 'delivery.alertId')
    .innerJoin('narrative', 'narrative.id', 'delivery.narrativeId')
    .innerJoin('unit', 'unit.id', 'delivery.unitId')
    .selectAll('delivery')
    .select([
      'alert.signalId',
      'alert.caseId',
      'alert.raisedAt',
      'narrative.title as narrativeTitle',
      'unit.name as unitName',
    ])
    .where((eb) => readable(eb, scope))
}

function readable(eb: ExpressionBuilder<Database, 'delivery'>, scope: Scope) {
  const inWorld = eb('delivery.world', '=', scope.world)
  return scope.mayReadRed ? inWorld : eb.and([inWorld, eb('delivery.tlp', '<>', 'RED')])
}

export type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number]

/** Deliveries as views, in the order given; signals, attempts, cases and names are each read once for all. */
export async function viewDeliveries(
  db: Reader,
  caseScope: Scope | undefined,
  rows: readonly DeliveryRow[],
): Promise<DeliveryView[]> {
  if (rows.length === 0) return []
  const signals = await db
    .selectFrom('signal')
    .selectAll()
    .where(
      'id',
      'in',
      rows.map(({ signalId }) => signalId),
    )
    .execute()
  const attempts = await listAttempts(
    db,
    rows.map(({ id }) => id),
  )
  const found: Found = {
    signals: await viewSignals(db, signals),
    attempts: Map.groupBy(attempts, ({ deliveryId }) => deliveryId),
    cases: await keepVisible(
      db,
      caseScope,
      rows.flatMap(({ caseId }) => caseId ?? []),
    ),
    nameOf: await findActorNames(
      db,
      rows.map(({ acknowledgedBy }) => acknowledgedBy),
    ),
  }
  return rows.map((row) => deliveryView(row, found))
}

type Attempt = Pick<Row<'deliveryAttempt'>, 'deliveryId' | 'level' | 'channel' | 'at' | 'outcome'> & {
  name: string | null
}
type Found = {
  signals: ReadonlyMap<SignalId, SignalView>
  attempts: ReadonlyMap<DeliveryId, Attempt[]>
  cases: ReadonlySet<CaseId>
  nameOf: ActorNames
}

function deliveryView(row: DeliveryRow, { signals, attempts, cases, nameOf }: Found): DeliveryView {
  return {
    id: row.id,
    alertId: row.alertId,
    narrativeId: row.narrativeId,
    narrativeTitle: row.narrativeTitle,
    unitId: row.unitId,
    unitName: row.unitName,
    severity: row.severity,
    state: row.state,
    matchedRules: row.matchedRules,
    raisedAt: row.raisedAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    acknowledgeDueAt: row.acknowledgeDueAt?.toISOString() ?? null,
    escalationLevel: row.escalationLevel,
    nextEscalationAt: row.nextEscalationAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedBy === null ? null : nameOf(row.acknowledgedBy),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    declinedReason: row.declinedReason,
    heldReason: row.heldReason,
    heldUntil: row.heldUntil?.toISOString() ?? null,
    signal: signals.get(row.signalId) ?? null,
    caseId: row.caseId && cases.has(row.caseId) ? row.caseId : null,
    attempts: (attempts.get(row.id) ?? []).map(({ deliveryId: _, at, ...attempt }) => ({
      ...attempt,
      at: at.toISOString(),
    })),
    rowVersion: row.rowVersion,
  }
}

async function listAttempts(db: Reader, deliveryIds: readonly DeliveryId[]): Promise<Attempt[]> {
  return db
    .selectFrom('deliveryAttempt as attempt')
    .leftJoin('userAccount', 'userAccount.id', 'attempt.userId')
    .select([
      'attempt.deliveryId',
      'attempt.level',
      'attempt.channel',
      'attempt.at',
      'attempt.outcome',
      'userAccount.name',
    ])
    .where('attempt.deliveryId', 'in', deliveryIds)
    .orderBy('attempt.at')
    .orderBy('attempt.id')
    .execute()
}

async function keepVisible(db: Reader, scope: Scope | undefined, caseIds: readonly CaseId[]): Promise<Set<CaseId>> {
  if (caseIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('caseFile')
    .select('id')
    .where('id', 'in', caseIds)
    .where(visibleCase(scope))
    .execute()
  return new Set(rows.map(({ id }) => id))
}
