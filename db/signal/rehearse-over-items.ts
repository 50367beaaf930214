import { setImmediate } from 'node:timers/promises'

import type { NarrativeHistory } from '@hub/core/signal/narrative-history.ts'

import type { Db } from '../connect.ts'
import { addKeywordItem, compileKeyword, type HoursByNarrative, type KeywordItem } from './match-keyword-hours.ts'
import { readRehearsalItems } from './read-rehearsal-items.ts'
import { findRehearsalNarratives } from './rehearsal-narratives.ts'
import type { RehearsalRead, RehearsalSpan } from './rehearsal-span.ts'
import { type RuleVersion, runVersions } from './run-versions.ts'

/** Items matched between two turns of the event loop. */
const ITEMS_A_TURN = 25

/** Runs versions of a keyword rule over the items with their terms, newest first, until room or time is over. */
export async function rehearseOverItems(
  db: Db,
  versions: readonly RuleVersion[],
  span: RehearsalSpan,
): Promise<RehearsalRead> {
  const { scope, since, signal, deadlineMs, itemsMax } = span
  const terms = [...new Set(versions.flatMap(({ rule }) => rule.terms))]
  const { readBy, batches } = await readRehearsalItems(db, { scope, since, terms, itemsMax })
  const matched = new Map<RuleVersion, HoursByNarrative>(versions.map((version) => [version, new Map()]))
  const matchers = versions.map((version) => ({
    matches: compileKeyword(version.rule),
    hours: matched.get(version) ?? new Map(),
  }))
  let itemsRead = 0
  let isCut = false
  for await (const batch of batches) {
    signal.throwIfAborted()
    isCut = batch === 'cut'
    if (batch === 'cut') break
    itemsRead += batch.length
    await count(batch, matchers)
    isCut = performance.now() > deadlineMs
    if (isCut) break
  }
  const ids = [...new Set([...matched.values()].flatMap((hours) => [...hours.keys()]))]
  const narratives = await findRehearsalNarratives(db, scope, ids)
  const visible = narratives.map(({ id }) => id)
  await runVersions(db, versions, visible, span, (version, narrativeId): NarrativeHistory | undefined => {
    const hours = matched.get(version)?.get(narrativeId)
    return hours && { firstItemAtMs: 0, hours, appearances: [], publisherFirstAtMs: [] }
  })
  return { narratives, itemsRead, readBy, isCut }
}

type Matcher = { matches: (item: KeywordItem) => boolean; hours: HoursByNarrative }

async function count(items: readonly KeywordItem[], matchers: readonly Matcher[]): Promise<void> {
  for (const [index, item] of items.entries()) {
    for (const { matches, hours } of matchers) if (matches(item)) addKeywordItem(hours, item)
    if (index % ITEMS_A_TURN === ITEMS_A_TURN - 1) await setImmediate()
  }
}
