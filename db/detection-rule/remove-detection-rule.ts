import type { DetectionRuleId } from '@hub/core/ids.ts'
import { ruleSays } from '@hub/core/signal/rule-view.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { lockDetectionRules } from './lock-detection-rules.ts'

/** Takes a rule out; the audit entry keeps what it said, and its signals keep its title. A rule that is gone already stays so. */
export async function removeDetectionRule(db: Db | Tx, by: WriteBy, id: DetectionRuleId): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('rule.manage')
    const rule = (await lockDetectionRules(w)).find((candidate) => candidate.id === id)
    if (!rule) {
      w.unchanged()
      return
    }
    await w.tx.deleteFrom('detectionRule').where('id', '=', id).execute()
    await w.audit({ action: 'removed', noun: 'detection_rule', objectId: id, details: { was: ruleSays(rule) } })
    await w.live({ noun: 'detection_rule', id, version: rule.rowVersion + 1 })
  })
}
