import type { RuleInput } from '@hub/core/signal/rule-view.ts'
import { describeReasons, lintTerms } from '@hub/core/source/lint-terms.ts'
import { EMPTY_TERM_LISTS } from '@hub/core/source/term-lists.ts'

import type { Reader } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { readTermLists } from '../profile/term-lists.ts'

/**
 * Refuses terms that a watch profile may not look for either: a rule watches a matter, never a person, party or outlet. Terms
 * that read like a name need the rule's `termReason`.
 */
export async function judgeRuleTerms(
  { tx }: { tx: Reader },
  { terms, exclusions, termReason }: Pick<RuleInput, 'terms' | 'exclusions' | 'termReason'>,
): Promise<void> {
  const asked = lintTerms(terms, await readTermLists(tx))
  const refused = [...asked, ...lintTerms(exclusions, EMPTY_TERM_LISTS)].find(
    ({ verdict }) => verdict.kind === 'refused',
  )
  if (refused) throw new Conflict('term_refused', refused.verdict.message)
  const named = asked.filter(({ verdict }) => verdict.kind === 'needs_reason')
  if (named.length > 0 && termReason === null) {
    throw new Conflict('reason_missing', `${describeReasons(named)}. Say in the rule why it is needed.`)
  }
}
