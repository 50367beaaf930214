import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** All detection rules of the world, locked. */
export async function lockDetectionRules(w: Write): Promise<Row<'detectionRule'>[]> {
  return w.tx
    .selectFrom('detectionRule')
    .selectAll()
    .where('world', '=', w.by.actor.world)
    .orderBy('createdAt')
    .orderBy('id')
    .forUpdate()
    .execute()
}
