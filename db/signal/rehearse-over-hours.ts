import { setImmediate } from 'node:timers/promises'

import { GROWTH_LOOKBACK_HOURS } from '@hub/core/signal/growth-config.ts'
import { HOUR_MS } from '@hub/core/signal/hourly-rate.ts'

import type { Db } from '../connect.ts'
import { loadHistories } from './load-histories.ts'
import { listRehearsalNarratives, type RehearsalNarrative } from './rehearsal-narratives.ts'
import type { RehearsalRead, RehearsalSpan } from './rehearsal-span.ts'
import { type RuleVersion, runVersions } from './run-versions.ts'

const NARRATIVES_AT_ONCE = 200

/** Runs versions of a rule over stored hourly counts, the narratives with the newest items first, until the time is over. */
export async function rehearseOverHours(
  db: Db,
  versions: readonly RuleVersion[],
  span: RehearsalSpan,
): Promise<RehearsalRead> {
  const { scope, since, signal, deadlineMs } = span
  const hoursSince = new Date(since.getTime() - GROWTH_LOOKBACK_HOURS * HOUR_MS)
  const leastPublishers = Math.min(...versions.map(({ rule }) => rule.minPublishers))
  const isHoursOnly = versions.every(({ rule }) => rule.kind === 'growth' && rule.languages.length === 0)
  const narratives: RehearsalNarrative[] = []
  for (;;) {
    signal.throwIfAborted()
    const after = narratives.at(-1) ?? null
    const page = await listRehearsalNarratives(db, scope, { since, leastPublishers, after, limit: NARRATIVES_AT_ONCE })
    const histories = await loadHistories(db, page, hoursSince, isHoursOnly)
    const ids = page.map(({ id }) => id)
    await runVersions(db, versions, ids, span, (_, narrativeId) => histories.get(narrativeId))
    narratives.push(...page)
    const isLast = page.length < NARRATIVES_AT_ONCE
    const isCut = !isLast && performance.now() > deadlineMs
    if (isLast || isCut) return { narratives, itemsRead: null, readBy: 'hours', isCut }
    await setImmediate()
  }
}
