import {
  narrativeStorylineSchema,
  storylineRowSchema,
  storylineViewSchema,
} from '@hub/core/storyline/storyline-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

const listSchema = z.object({ rows: z.array(storylineRowSchema) })

export const storylinesQuery = queryOptions({
  queryKey: ['storylines'],
  queryFn: ({ signal }) => getJson('/storylines', listSchema, signal),
  meta: { nouns: ['storyline'] },
})

export const storylineQuery = (id: string) =>
  queryOptions({
    queryKey: ['storylines', id],
    queryFn: ({ signal }) => getJson(`/storylines/${id}`, storylineViewSchema, signal),
    meta: { nouns: ['storyline'] },
  })

/** The storyline of a narrative, and what may belong to it. */
export const narrativeStorylineQuery = (narrativeId: string) =>
  queryOptions({
    queryKey: ['storylines', 'of', narrativeId],
    queryFn: ({ signal }) => getJson(`/narratives/${narrativeId}/storyline`, narrativeStorylineSchema, signal),
    meta: { nouns: ['storyline'] },
  })

export type SuggestionAnswer = 'accept' | 'refuse' | 'reopen'

export function answerSuggestion(id: string, answer: SuggestionAnswer): Promise<void> {
  return send('POST', `/storyline-suggestions/${id}/${answer}`, {})
}

export function drawStoryline(narrativeId: string, withNarrativeId: string): Promise<void> {
  return send('POST', `/narratives/${narrativeId}/storyline`, { withNarrativeId })
}

export function leaveStoryline(narrativeId: string): Promise<void> {
  return send('POST', `/narratives/${narrativeId}/leave-storyline`, {})
}

export function renameStoryline(id: string, title: string, expectedVersion: number): Promise<void> {
  return send('POST', `/storylines/${id}/rename`, { title, expectedVersion })
}
