import { type PreviewProfile, profilePreviewSchema } from '@hub/core/source/profile-preview.ts'
import { profileStepSchema } from '@hub/core/source/profile-step.ts'
import {
  type AskExtension,
  type DecideExtensionInput,
  type ProfileView,
  profileViewSchema,
  type ProposeProfile,
} from '@hub/core/source/profile-view.ts'
import { EMPTY_TERM_LISTS, type TermLists, termListsSchema } from '@hub/core/source/term-lists.ts'
import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import { z } from 'zod'

import { isConflict } from '../api-problem.ts'
import { getJson, send, sendJson } from '../api.ts'

const profileListSchema = z.object({
  rows: z.array(profileViewSchema),
  /** The latest end that a profile may have now. */
  latestEnd: z.iso.datetime(),
})

export const profilesQuery = queryOptions({
  queryKey: ['profiles'],
  queryFn: ({ signal }) => getJson('/profiles', profileListSchema, signal),
  meta: { nouns: ['profile', 'source'] },
})

const termListsQuery = queryOptions({
  queryKey: ['term-lists'],
  queryFn: ({ signal }) => getJson('/term-lists', termListsSchema, signal),
  meta: { nouns: ['profile'] },
})

/** The operator's names by which terms are judged; none until they have come, for the hub judges again. */
export function useTermLists(): TermLists {
  return useQuery(termListsQuery).data ?? EMPTY_TERM_LISTS
}

const BUSY_TRIES = 4
/** How long a count stands before the hub is asked for it again. */
const PREVIEW_STALE_MS = 60_000

/** What a profile would have matched; nothing is asked for `null`. While other previews are being made it is tried again. */
export const previewQuery = (asked: PreviewProfile | null) =>
  queryOptions({
    queryKey: ['profile-preview', asked],
    queryFn:
      asked === null
        ? skipToken
        : ({ signal }) => sendJson('POST', '/profiles/preview', asked, profilePreviewSchema, signal),
    staleTime: PREVIEW_STALE_MS,
    retry: (failures, error) => isConflict(error) && failures < BUSY_TRIES,
    refetchOnWindowFocus: false,
  })

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profile', id],
    queryFn: ({ signal }) => getJson(`/profiles/${id}`, profileViewSchema, signal),
    meta: { nouns: ['profile', 'source'] },
  })

export const profileStepsQuery = (id: string) =>
  queryOptions({
    queryKey: ['profile', id, 'steps'],
    queryFn: ({ signal }) => getJson(`/profiles/${id}/steps`, z.object({ rows: z.array(profileStepSchema) }), signal),
    meta: { nouns: ['profile'] },
  })

export function askExtension(id: string, input: AskExtension): Promise<void> {
  return send('POST', `/profiles/${id}/extension`, input)
}

export function decideExtension(id: string, input: DecideExtensionInput): Promise<void> {
  return send('POST', `/profiles/${id}/extension/decide`, input)
}

export function proposeProfile(input: ProposeProfile): Promise<ProfileView> {
  return sendJson('POST', '/profiles', input, profileViewSchema)
}

export function approveProfile(id: string, reason?: string): Promise<void> {
  return send('POST', `/profiles/${id}/approve`, reason ? { reason } : {})
}

export function withdrawProfile(id: string, reason: string): Promise<void> {
  return send('POST', `/profiles/${id}/withdraw`, { reason })
}

export function nameSources(profileId: string, sourceIds: readonly string[]): Promise<void> {
  return send('POST', `/profiles/${profileId}/sources`, { sourceIds })
}
