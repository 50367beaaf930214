import type { StorylineSuggestionId } from '@hub/core/ids.ts'
import type { SuggestionState } from '@hub/core/storyline/storyline-view.ts'
import { actorReference } from '@hub/core/access/actor.ts'

import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Locks a suggestion of the actor's world for a person's answer and checks the permission. Throws NotFound. */
export async function lockSuggestion(w: Write, id: StorylineSuggestionId): Promise<Row<'storylineSuggestion'>> {
  await w.require('narrative.triage')
  const suggestion = await w.tx
    .selectFrom('storylineSuggestion')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!suggestion) throw new NotFound('storyline_suggestion')
  return suggestion
}

/** Notes an answer, or with `suggested` that it was taken back. */
export async function answerSuggestion(
  w: Write,
  suggestion: Row<'storylineSuggestion'>,
  state: SuggestionState,
): Promise<void> {
  const { now, actor } = w.by
  const isOpen = state === 'suggested'
  await w.tx
    .updateTable('storylineSuggestion')
    .set({
      state,
      decidedBy: isOpen ? null : actorReference(actor),
      decidedAt: isOpen ? null : now,
      rowVersion: suggestion.rowVersion + 1,
      updatedAt: now,
    })
    .where('id', '=', suggestion.id)
    .execute()
  await w.live({ noun: 'storyline', id: suggestion.id, version: suggestion.rowVersion + 1 })
}
