import { STARTER_RULES } from '@hub/config/starter/detection-rules.ts'
import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'

import { TEST_NOW } from './build-people.ts'

/** A detection rule; a growth rule of three publishers unless said otherwise. */
export async function buildRule(db: Db, given: Partial<NewRow<'detectionRule'>> = {}): Promise<Row<'detectionRule'>> {
  return db
    .insertInto('detectionRule')
    .values({
      id: newId(detectionRuleIdSchema),
      kind: 'growth',
      title: 'Growth',
      terms: [],
      exclusions: [],
      languages: [],
      minItems: 1,
      minPublishers: 3,
      minZ: 3,
      severity: null,
      enabled: true,
      changedBy: 'test',
      createdAt: TEST_NOW,
      updatedAt: TEST_NOW,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The rules a new installation has. */
export async function buildStarterRules(db: Db): Promise<void> {
  for (const rule of STARTER_RULES) {
    await buildRule(db, {
      ...rule,
      terms: [...rule.terms],
      exclusions: [...rule.exclusions],
      languages: [...rule.languages],
    })
  }
}
