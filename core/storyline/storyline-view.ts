import { z } from 'zod'

import { narrativeIdSchema, storylineIdSchema, storylineSuggestionIdSchema } from '../ids.ts'
import { NARRATIVE_STATES } from '../narrative/narrative-state.ts'
import { LIKENESS_KINDS } from './judge-likeness.ts'

export const SUGGESTION_STATES = ['suggested', 'accepted', 'refused'] as const
export type SuggestionState = (typeof SUGGESTION_STATES)[number]

/** A narrative as a member of a storyline, or as the other one of a suggestion. */
export const storylineMemberSchema = z.object({
  id: narrativeIdSchema,
  title: z.string(),
  state: z.enum(NARRATIVE_STATES),
  languages: z.array(z.string()),
  itemCount: z.number().int(),
  publisherCount: z.number().int(),
  firstItemAt: z.iso.datetime(),
  lastItemAt: z.iso.datetime(),
})
export type StorylineMember = z.infer<typeof storylineMemberSchema>

export const likenessReasonSchema = z.object({
  kind: z.enum(LIKENESS_KINDS),
  weight: z.number(),
  shown: z.array(z.string()),
})

/** A narrative that may belong to the same storyline, with the reasons, heaviest first. */
export const storylineSuggestionSchema = z.object({
  id: storylineSuggestionIdSchema,
  state: z.enum(SUGGESTION_STATES),
  score: z.number(),
  reasons: z.array(likenessReasonSchema),
  other: storylineMemberSchema,
  suggestedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  rowVersion: z.number().int(),
})
export type StorylineSuggestion = z.infer<typeof storylineSuggestionSchema>

/** A storyline with its narratives, oldest first. */
export const storylineViewSchema = z.object({
  id: storylineIdSchema,
  title: z.string(),
  narratives: z.array(storylineMemberSchema),
  /** Items a day over all its narratives (at most the last 180 days), oldest first, days without items left out. */
  days: z.array(z.object({ day: z.iso.datetime(), items: z.number().int() })),
  drawnAt: z.iso.datetime(),
  rowVersion: z.number().int(),
})
export type StorylineView = z.infer<typeof storylineViewSchema>

/** What a narrative's page shows of its storyline; refused suggestions stay visible so that a refusal can be taken back. */
export const narrativeStorylineSchema = z.object({
  storyline: storylineViewSchema.omit({ days: true }).nullable(),
  suggestions: z.array(storylineSuggestionSchema),
})
export type NarrativeStoryline = z.infer<typeof narrativeStorylineSchema>

/** A storyline as a row of a list. */
export const storylineRowSchema = z.object({
  id: storylineIdSchema,
  title: z.string(),
  narratives: z.number().int(),
  items: z.number().int(),
  languages: z.array(z.string()),
  firstItemAt: z.iso.datetime(),
  lastItemAt: z.iso.datetime(),
})
export type StorylineRow = z.infer<typeof storylineRowSchema>

export const renameStorylineSchema = z.strictObject({
  title: z.string().trim().min(3, 'Give it a name of at least three letters.').max(200),
  expectedVersion: z.number().int().optional(),
})
export type RenameStoryline = z.infer<typeof renameStorylineSchema>
