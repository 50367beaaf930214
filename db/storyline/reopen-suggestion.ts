import type { StorylineSuggestionId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { answerSuggestion, lockSuggestion } from './lock-suggestion.ts'
import { storylineOf, takeOutOfStoryline } from './storyline-members.ts'

/**
 * Takes an answer back. After an acceptance the narrative that joined later leaves the storyline again, if both still stand
 * in it; whatever people arranged there since stays.
 */
export async function reopenSuggestion(db: Db | Tx, by: WriteBy, id: StorylineSuggestionId): Promise<void> {
  return write(db, by, async (w) => {
    const suggestion = await lockSuggestion(w, id)
    if (suggestion.state === 'suggested') return w.unchanged()
    const { narrativeId, otherId, state } = suggestion
    if (state === 'accepted') {
      const storylineId = await storylineOf(w, narrativeId)
      if (storylineId !== null && storylineId === (await storylineOf(w, otherId))) {
        const joined = await w.tx
          .selectFrom('storylineNarrative')
          .select('narrativeId')
          .where('narrativeId', 'in', [narrativeId, otherId])
          .orderBy('addedAt', 'desc')
          .orderBy('narrativeId', 'desc')
          .executeTakeFirst()
        if (joined) await takeOutOfStoryline(w, joined.narrativeId)
      }
    }
    await answerSuggestion(w, suggestion, 'suggested')
    const details = { from: state, narrativeId, otherId }
    await w.audit({ action: 'reopened', noun: 'storyline_suggestion', objectId: id, details })
  })
}
