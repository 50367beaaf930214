import type { NarrativeId } from '@hub/core/ids.ts'
import type { RuleInput } from '@hub/core/signal/rule-view.ts'
import type { NarrativeHistory } from '@hub/core/signal/narrative-history.ts'
import { type Firing, runRule } from '@hub/core/signal/run-rule.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { loadRaised, raisedBy } from './load-raised.ts'

/** One version of a rule in a rehearsal. `stored` is the rule as it stands, whose earlier signals count for both. */
export type RuleVersion = {
  rule: RuleInput
  stored: Row<'detectionRule'> | null
  firings: Map<NarrativeId, readonly Firing[]>
}

export type RehearsedTime = { since: Date; now: Date }

/** Runs each version over some narratives, from where the signals of the time before `since` leave off. */
export async function runVersions<Version extends RuleVersion>(
  db: Reader,
  versions: readonly Version[],
  narrativeIds: readonly NarrativeId[],
  { since, now }: RehearsedTime,
  historyOf: (version: Version, narrativeId: NarrativeId) => NarrativeHistory | undefined,
): Promise<void> {
  const raised = versions[0]?.stored ? await loadRaised(db, narrativeIds, since) : new Map()
  for (const version of versions) {
    for (const narrativeId of narrativeIds) {
      const history = historyOf(version, narrativeId)
      if (!history) continue
      const { rule, stored } = version
      const before = stored ? raisedBy(stored, raised.get(narrativeId) ?? []) : []
      const firings = runRule(rule, history, { fromMs: since.getTime(), toMs: now.getTime() }, before)
      if (firings.length > 0) version.firings.set(narrativeId, firings)
    }
  }
}
