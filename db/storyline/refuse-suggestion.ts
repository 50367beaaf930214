import type { StorylineSuggestionId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { answerSuggestion, lockSuggestion } from './lock-suggestion.ts'

/** Refuses a suggestion for good; it can be taken back, but it is not made again. */
export async function refuseSuggestion(db: Db | Tx, by: WriteBy, id: StorylineSuggestionId): Promise<void> {
  return write(db, by, async (w) => {
    const suggestion = await lockSuggestion(w, id)
    if (suggestion.state === 'refused') return w.unchanged()
    if (suggestion.state === 'accepted') {
      throw new Conflict('suggestion_accepted', 'This suggestion was followed. Take that back first.', suggestion)
    }
    await answerSuggestion(w, suggestion, 'refused')
    const { narrativeId, otherId, score } = suggestion
    const details = { narrativeId, otherId, score }
    await w.audit({ action: 'refused', noun: 'storyline_suggestion', objectId: id, details })
  })
}
