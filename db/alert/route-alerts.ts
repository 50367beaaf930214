import { sql } from 'kysely'

import { type AlertFacts, routeAlert, type RouteRule } from '@hub/core/alert/route-alert.ts'
import type { CaseId, NarrativeId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { deliverToUnit } from './deliver-to-unit.ts'
import { type CalendarUnit, readUnits } from './unit-calendar.ts'

export type RoutedAlerts = { alerts: number; deliveries: number }

/** Items whose words a rule's terms are looked for in, newest first. */
const READ_ITEMS = 30

/**
 * Routes the next raised alerts: a delivery for each unit the rules name, with the reasons and the ladder that will escalate
 * it, frozen now, or the card the unit already has for the narrative. Each alert reaches at least one unit. An alert that two workers see is routed once.
 */
export async function routeAlerts(db: Db, by: WriteBy, limit: number): Promise<RoutedAlerts> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const { world } = by.actor
    const alerts = await w.tx
      .selectFrom('alert')
      .selectAll()
      .where('world', '=', world)
      .where('state', '=', 'raised')
      .orderBy('raisedAt')
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    if (alerts.length === 0) {
      w.unchanged()
      return { alerts: 0, deliveries: 0 }
    }
    const rules = await w.tx
      .selectFrom('routeRule')
      .selectAll()
      .where('world', '=', world)
      .where('enabled', '=', true)
      .orderBy('position')
      .execute()
    const { byId, coordination } = await readUnits(w.tx, world)
    if (!coordination) throw new Error('There is no coordination unit: alerts cannot be routed.')
    let deliveries = 0
    for (const alert of alerts) deliveries += await routeOne(w, alert, rules, byId, coordination)
    return { alerts: alerts.length, deliveries }
  })
}

async function routeOne(
  w: Write,
  alert: Row<'alert'>,
  rules: readonly RouteRule[],
  units: ReadonlyMap<string, CalendarUnit>,
  coordination: CalendarUnit,
): Promise<number> {
  const { now } = w.by
  const { narrativeId, facts } = await readFacts(w, alert)
  const routed = routeAlert(rules, facts, coordination.id).flatMap(({ unitId, matchedRules }) => {
    const unit = units.get(unitId)
    return unit ? [{ unit, matchedRules }] : []
  })
  // A rule may name only units that have closed since.
  const targets =
    routed.length > 0
      ? routed
      : [
          {
            unit: coordination,
            matchedRules: [
              { ruleId: 'none', title: 'No open unit', because: ['The units its rule names are closed.'] },
            ],
          },
        ]
  const caseId = alert.caseId ?? (await findOpenCase(w, narrativeId))
  for (const { unit, matchedRules } of targets) {
    await deliverToUnit(w, { ...alert, narrativeId }, { unit, coordination, matchedRules })
  }
  await w.tx
    .updateTable('alert')
    .set({
      state: caseId ? 'linked' : 'routed',
      caseId,
      routedAt: now,
      narrativeId,
      rowVersion: alert.rowVersion + 1,
      updatedAt: now,
    })
    .where('id', '=', alert.id)
    .execute()
  const details = {
    units: targets.map(({ unit, matchedRules }) => ({
      unitId: unit.id,
      rules: matchedRules.map(({ ruleId }) => ruleId),
    })),
  }
  await w.audit({ action: 'alert.route', noun: 'alert', objectId: alert.id, tlp: alert.tlp, details })
  await w.publish({
    topic: 'send-deliveries',
    aggregate: 'alert',
    aggregateId: alert.id,
    aggregateVersion: 2,
    idempotencyKey: `send:${alert.id}`,
  })
  await w.live({ noun: 'alert', id: alert.id, version: alert.rowVersion + 1 })
  return targets.length
}

/** The case people already work on about this narrative, so that a new alert joins it. */
async function findOpenCase(w: Write, narrativeId: NarrativeId): Promise<CaseId | null> {
  const open = await w.tx
    .selectFrom('caseNarrative')
    .innerJoin('caseFile', 'caseFile.id', 'caseNarrative.caseId')
    .select('caseFile.id')
    .where('caseNarrative.narrativeId', '=', narrativeId)
    .where('caseFile.state', 'in', ['new', 'triaged', 'active', 'monitoring'])
    .orderBy('caseFile.openedAt')
    .limit(1)
    .executeTakeFirst()
  return open?.id ?? null
}

/** What the alert's narrative is about now, under the id it has now. */
async function readFacts(w: Write, alert: Row<'alert'>): Promise<{ narrativeId: NarrativeId; facts: AlertFacts }> {
  const { rows } = await sql<{
    id: NarrativeId
    title: string
    keyTerms: { term: string }[]
    languages: string[]
    countries: string[]
  }>`
    select n.id, n.title, n.key_terms, n.languages, array(
      select distinct country from (
        select p.country from narrative_publisher np join publisher p on p.id = np.publisher_id where np.narrative_id = n.id
        union select s.country from narrative_publisher np join source s on s.publisher_id = np.publisher_id where np.narrative_id = n.id
      ) places where country is not null order by country) as countries
    from narrative a join narrative n on n.id = coalesce(a.merged_into, a.id) where a.id = ${alert.narrativeId}`.execute(
    w.tx,
  )
  const narrative = rows[0]
  if (!narrative) throw new Error(`The narrative of alert ${alert.id} is missing.`)
  const { rows: items } = await sql<{ words: string }>`
    select i.title || ' ' || left(i.text, 2000) as words
    from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    where a.narrative_id = ${narrative.id} order by a.shard_seq desc limit ${READ_ITEMS}`.execute(w.tx)
  const { id, title, languages, countries } = narrative
  return {
    narrativeId: id,
    facts: {
      severity: alert.severity,
      title,
      keyTerms: narrative.keyTerms.map(({ term }) => term),
      texts: items.map(({ words }) => words),
      countries,
      languages,
    },
  }
}
