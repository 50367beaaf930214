import type { Row } from '@hub/db/schema.ts'
import type { Db } from '@hub/db/connect.ts'

import { buildUnit, buildUser } from './build-people.ts'

/** A coordination unit and two ministries with the people of a story: who may, who may not, and who is elsewhere. */
export async function buildStage(db: Db) {
  const centre = await buildUnit(db, { name: 'Centre of government', kind: 'coordination' })
  const health = await buildUnit(db, { name: 'Ministry of Health', parentId: centre.id })
  const interior = await buildUnit(db, { name: 'Ministry of the Interior', parentId: centre.id })
  return {
    centre,
    health,
    interior,
    coordinator: await buildUser(db, { role: 'coordinator', unitId: centre.id, name: 'Carla Coordinator' }),
    analyst: await buildUser(db, { role: 'analyst', unitId: health.id, name: 'Ana Analyst' }),
    comms: await buildUser(db, { role: 'comms', unitId: health.id, name: 'Camille Comms' }),
    lead: await buildUser(db, { role: 'unit_lead', unitId: health.id, name: 'Lou Lead' }),
    outsider: await buildUser(db, { role: 'analyst', unitId: interior.id, name: 'Otto Outsider' }),
    outsideLead: await buildUser(db, { role: 'unit_lead', unitId: interior.id, name: 'Olga Outside-Lead' }),
    trainer: await buildUser(db, { role: 'trainer', unitId: centre.id }),
    auditor: await buildUser(db, { role: 'auditor', unitId: centre.id }),
    administrator: await buildUser(db, { role: 'administrator', unitId: centre.id }),
  }
}
export type Stage = Awaited<ReturnType<typeof buildStage>>

/** The audit rows about one object, oldest first. */
export async function auditOf(db: Db, noun: string, objectId: string): Promise<Row<'auditEvent'>[]> {
  return db
    .selectFrom('auditEvent')
    .selectAll()
    .where('noun', '=', noun)
    .where('objectId', '=', objectId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
