import { actorReference } from '@hub/core/access/actor.ts'
import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import { type RuleInput, ruleSays } from '@hub/core/signal/rule-view.ts'

import type { Db, Tx } from '../connect.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { judgeRuleTerms } from './judge-rule-terms.ts'
import { lockDetectionRules } from './lock-detection-rules.ts'

/** Adds a detection rule; it raises signals from the next items on. A rule that says the same as one there is that one. */
export async function addDetectionRule(db: Db | Tx, by: WriteBy, input: RuleInput): Promise<Row<'detectionRule'>> {
  return write(db, by, async (w) => {
    await w.require('rule.manage')
    await judgeRuleTerms(w, input)
    const same = (await lockDetectionRules(w)).find(
      (rule) => JSON.stringify(ruleSays(rule)) === JSON.stringify(ruleSays(input)),
    )
    if (same) {
      w.unchanged()
      return same
    }
    const rule = await w.tx
      .insertInto('detectionRule')
      .values({
        id: newId(detectionRuleIdSchema),
        ...ruleSays(input),
        changedBy: actorReference(by.actor),
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({ action: 'added', noun: 'detection_rule', objectId: rule.id, details: ruleSays(rule) })
    await w.live({ noun: 'detection_rule', id: rule.id, version: rule.rowVersion })
    return rule
  })
}
