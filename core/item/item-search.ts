import { z } from 'zod'

import { itemIdSchema, narrativeIdSchema, profileIdSchema, publisherIdSchema, sourceIdSchema } from '../ids.ts'
import { NARRATIVE_STATES } from '../narrative/narrative-state.ts'
import { SOURCE_KINDS } from '../source/source.ts'
import { QUERY_LENGTH_MAX } from './item-query.ts'

/** Whether the engine has placed an item yet, or the state of the narrative it stands in. */
export const ITEM_STATES = ['ungrouped', 'grouped', ...NARRATIVE_STATES.filter((state) => state !== 'merged')] as const

export const ITEM_SORTS = ['newest', 'relevance'] as const
export type ItemSort = (typeof ITEM_SORTS)[number]

/** Ranking looks at this many of the newest matches (of a phrase: of the items that hold its words), and says so. */
export const RANKED_MAX = 20_000
/** Matches are counted up to this number; beyond it the answer is "more than". */
export const COUNTED_MAX = 5_000

/** What a search asks for; every field narrows it further. */
export const itemFilterSchema = z.object({
  q: z.string().max(QUERY_LENGTH_MAX).optional(),
  profileId: profileIdSchema.optional(),
  sourceId: sourceIdSchema.optional(),
  publisherId: publisherIdSchema.optional(),
  narrativeId: narrativeIdSchema.optional(),
  language: z.string().max(8).optional(),
  kind: z.enum(SOURCE_KINDS).optional(),
  state: z.enum(ITEM_STATES).optional(),
  /** First seen at or after this moment. */
  since: z.iso.datetime().optional(),
  /** First seen before this moment. */
  until: z.iso.datetime().optional(),
})
export type ItemFilter = z.infer<typeof itemFilterSchema>

/** A text in parts, those that match the query marked. */
export const markedTextSchema = z.array(z.object({ text: z.string(), isMarked: z.boolean() }))
export type MarkedText = z.infer<typeof markedTextSchema>

export const itemRowSchema = z.object({
  id: itemIdSchema,
  title: markedTextSchema,
  snippet: markedTextSchema,
  url: z.string().nullable(),
  language: z.string(),
  source: z.object({ id: sourceIdSchema, title: z.string(), kind: z.enum(SOURCE_KINDS) }),
  publisher: z.object({ id: publisherIdSchema, name: z.string() }),
  publishedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  narrative: z.object({ id: narrativeIdSchema, title: z.string() }).nullable(),
})
export type ItemRow = z.infer<typeof itemRowSchema>

/** Why a search can show nothing, or shows other than asked: a stable name, and the word it is about. */
export const searchHintSchema = z.object({
  code: z.enum(['only_exclusions', 'short_prefix', 'too_many_terms', 'no_words', 'common_words', 'ignored_words']),
  word: z.string(),
})
export type SearchHint = z.infer<typeof searchHintSchema>

export const itemSearchAnswerSchema = z.object({
  rows: z.array(itemRowSchema),
  nextCursor: z.string().nullable(),
  hint: searchHintSchema.nullable(),
  /** How many of the newest matches, about, the order is made of; null where it is made of all. */
  rankedAmong: z.number().int().nullable(),
})
export type ItemSearchAnswer = z.infer<typeof itemSearchAnswerSchema>

export const itemCountSchema = z.object({ count: z.number().int(), isCapped: z.boolean() })
export type ItemCount = z.infer<typeof itemCountSchema>
