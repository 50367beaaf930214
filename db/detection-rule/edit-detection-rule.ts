import { actorReference } from '@hub/core/access/actor.ts'
import type { DetectionRuleId } from '@hub/core/ids.ts'
import { type RuleInput, ruleSays } from '@hub/core/signal/rule-view.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { judgeRuleTerms } from './judge-rule-terms.ts'
import { lockDetectionRules } from './lock-detection-rules.ts'

/** Replaces what a rule says; what it raised stays, and is not raised again. Its kind stays what it is. */
export async function editDetectionRule(
  db: Db | Tx,
  by: WriteBy,
  input: RuleInput & { id: DetectionRuleId; expectedVersion?: number | undefined },
): Promise<Row<'detectionRule'>> {
  return write(db, by, async (w) => {
    await w.require('rule.manage')
    const { id, expectedVersion, ...wanted } = input
    const rule = (await lockDetectionRules(w)).find((candidate) => candidate.id === id)
    if (!rule) throw new NotFound('detection rule')
    w.requireVersion(rule, expectedVersion)
    if (rule.kind !== wanted.kind) {
      throw new Conflict('rule_kind_stays', 'A rule keeps its kind. Add another rule, and switch this one off.')
    }
    await judgeRuleTerms(w, wanted)
    const was = ruleSays(rule)
    const is = ruleSays(wanted)
    if (JSON.stringify(was) === JSON.stringify(is)) {
      w.unchanged()
      return rule
    }
    const edited = await w.tx
      .updateTable('detectionRule')
      .set({ ...is, changedBy: actorReference(by.actor), rowVersion: rule.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({ action: 'edited', noun: 'detection_rule', objectId: id, details: { was, is } })
    await w.live({ noun: 'detection_rule', id, version: edited.rowVersion })
    return edited
  })
}
