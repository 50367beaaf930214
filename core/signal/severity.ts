import { SEVERITIES } from '../resist/assessment.ts'
import type { Severity } from '../resist/assessment.ts'
import type { SpreadNumbers } from './signal.ts'

/**
 * The severity suggested from how a narrative spreads; what it says is a person's to weigh, so S1 is never suggested.
 * S2: eight independent publishers, or five at six deviations above usual. S3: three publishers. S4: fewer.
 */
export function suggestSeverity(numbers: Pick<SpreadNumbers, 'publishers' | 'zPublishers'>): Severity {
  const { publishers, zPublishers } = numbers
  if (publishers >= 8 || (publishers >= 5 && zPublishers >= 6)) return 'S2'
  return publishers >= 3 ? 'S3' : 'S4'
}

/** Whether `a` is more urgent than `b`. */
export function isMoreUrgent(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b)
}
