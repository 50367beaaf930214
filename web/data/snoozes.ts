import { type SetSnooze, snoozeViewSchema } from '@hub/core/signal/snooze-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

const snoozeListSchema = z.object({ rows: z.array(snoozeViewSchema) })

export const snoozesQuery = (narrativeId: string) =>
  queryOptions({
    queryKey: ['snoozes', narrativeId],
    queryFn: ({ signal }) => getJson(`/narratives/${narrativeId}/snoozes`, snoozeListSchema, signal),
    meta: { nouns: ['narrative'] },
  })

export function snoozeNarrative(narrativeId: string, input: SetSnooze): Promise<void> {
  return send('POST', `/narratives/${narrativeId}/snoozes`, input)
}

export function undoSnooze(narrativeId: string, id: string): Promise<void> {
  return send('POST', `/narratives/${narrativeId}/snoozes/${id}/undo`, {})
}
