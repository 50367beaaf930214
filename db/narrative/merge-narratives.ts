import type { NarrativeId, RulingId } from '@hub/core/ids.ts'
import { judgeMerge } from '@hub/core/narrative/judge-ruling.ts'
import type { MergeNarrativesInput } from '@hub/core/narrative/ruling-input.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import { write, type WriteBy } from '../write.ts'
import { checkVersions } from './check-versions.ts'
import { lockAllForRuling, requireLocked } from './lock-for-ruling.ts'
import { mergeInto } from './merge-into.ts'
import { settleNarrative } from './shift-items.ts'
import { tellEngines } from './tell-engines.ts'

/**
 * A person makes narratives part of another one, also across languages: the engines, which see one language each, go on
 * telling them apart, and what they place in a merged one stands in the survivor. Each merge is a ruling of its own, to be
 * taken back by its id. Those merged into it already change nothing.
 */
export async function mergeNarratives(
  db: Db | Tx,
  by: WriteBy,
  intoId: NarrativeId,
  input: MergeNarrativesInput,
): Promise<{ rulingIds: RulingId[] }> {
  return write(db, by, async (w) => {
    const locked = await lockAllForRuling(w, [intoId, ...input.from])
    const into = requireLocked(locked, intoId)
    const fresh = [...new Set(input.from)]
      .map((id) => requireLocked(locked, id))
      .filter((from) => from.state !== 'merged' || from.mergedInto !== intoId)
    if (fresh.length === 0) {
      w.unchanged()
      return { rulingIds: [] }
    }
    checkVersions(w, locked, input.expectedVersions)
    for (const from of fresh) obeyVerdict(judgeMerge(from, into), from.state === 'merged' ? from : into)
    const rulingIds: RulingId[] = []
    for (const from of fresh) {
      const reason = input.reason ?? null
      const id = await mergeInto(w, { from: from.id, into: intoId, reason })
      await tellEngines(w, locked.shards, id, () => ({ kind: 'merge', from: from.id, into: intoId }))
      const details = { from: from.id, title: from.title, items: from.itemCount, reason, rulingId: id }
      await w.audit({ action: 'merged', noun: 'narrative', objectId: intoId, tlp: into.tlp, details })
      rulingIds.push(id)
    }
    await settleNarrative(w, intoId)
    return { rulingIds }
  })
}
