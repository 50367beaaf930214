import type { StorylineSuggestionId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { answerSuggestion, lockSuggestion } from './lock-suggestion.ts'
import { uniteInStoryline } from './storyline-members.ts'

/** Follows a suggestion: its two narratives are told as one storyline. */
export async function acceptSuggestion(db: Db | Tx, by: WriteBy, id: StorylineSuggestionId): Promise<void> {
  return write(db, by, async (w) => {
    const suggestion = await lockSuggestion(w, id)
    if (suggestion.state === 'accepted') return w.unchanged()
    const { narrativeId, otherId } = suggestion
    const change = await uniteInStoryline(w, narrativeId, otherId)
    await answerSuggestion(w, suggestion, 'accepted')
    const details = { ...change, narrativeId, otherId, score: suggestion.score }
    await w.audit({ action: 'accepted', noun: 'storyline_suggestion', objectId: id, details })
  })
}
