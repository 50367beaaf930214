import { z } from 'zod'

import { caseIdSchema, itemIdSchema, narrativeIdSchema, publisherIdSchema, signalIdSchema } from '../ids.ts'
import { RESPONSE_OPTIONS } from '../response/response-option.ts'
import { SEVERITIES } from '../resist/assessment.ts'
import { NARRATIVE_STATES } from './narrative-state.ts'

/** One hour of a narrative: how many items, and how many publishers were independent in that hour. */
export const narrativeHourViewSchema = z.object({
  hour: z.iso.datetime(),
  items: z.number().int(),
  publishers: z.number().int(),
})
export type NarrativeHourView = z.infer<typeof narrativeHourViewSchema>

export const signalViewSchema = z.object({
  id: signalIdSchema,
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  detectedAt: z.iso.datetime(),
  /** The measured numbers behind the signal, as `core/signal` explains them. */
  numbers: z.record(z.string(), z.unknown()),
  publishers: z.array(z.string()),
})
export type SignalView = z.infer<typeof signalViewSchema>

/** A narrative as a row of a list: enough to triage without opening it. */
export const narrativeRowSchema = z.object({
  id: narrativeIdSchema,
  title: z.string(),
  titleSource: z.enum(['machine', 'person']),
  state: z.enum(NARRATIVE_STATES),
  dismissedReason: z.string().nullable(),
  mergedInto: narrativeIdSchema.nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  languages: z.array(z.string()),
  itemCount: z.number().int(),
  publisherCount: z.number().int(),
  firstItemAt: z.iso.datetime(),
  lastItemAt: z.iso.datetime(),
  keyTerms: z.array(z.object({ term: z.string(), weight: z.number() })),
  /** The last 48 hours, oldest first, hours without items included. */
  hours: z.array(narrativeHourViewSchema),
  latestSignal: signalViewSchema.nullable(),
  caseId: caseIdSchema.nullable(),
  triagedAt: z.iso.datetime().nullable(),
  rowVersion: z.number().int(),
})
export type NarrativeRow = z.infer<typeof narrativeRowSchema>

export const narrativeDetailSchema = narrativeRowSchema.extend({
  /** How many of its items retention has deleted, and when it last did; null when it never has. */
  itemsDeleted: z.object({ count: z.number().int(), at: z.iso.datetime() }).nullable(),
  /** Every hour since the first item (at most 30 days), oldest first, hours without items left out. */
  timeline: z.array(narrativeHourViewSchema),
  signals: z.array(signalViewSchema),
  publishers: z.array(
    z.object({
      id: publisherIdSchema,
      name: z.string(),
      domain: z.string(),
      itemCount: z.number().int(),
      firstAt: z.iso.datetime(),
    }),
  ),
  cases: z.array(z.object({ id: caseIdSchema, reference: z.string(), title: z.string(), state: z.string() })),
  /** What units answered, as far as the reader may know of the case: newest first. */
  responses: z.array(
    z.object({ caseId: caseIdSchema, reference: z.string(), option: z.enum(RESPONSE_OPTIONS), at: z.iso.datetime() }),
  ),
  /** Items whose publishers changed their words after publishing, newest change first; `count` is all of them. */
  edited: z.object({
    count: z.number().int(),
    items: z.array(
      z.object({
        id: itemIdSchema,
        title: z.string(),
        publisher: z.string(),
        at: z.iso.datetime(),
        edits: z.number().int(),
      }),
    ),
  }),
  /** Other narratives that came second for its newest items: candidates for a merge. `items` is for how many, `score` the best. */
  alternatives: z.array(
    z.object({
      narrativeId: narrativeIdSchema,
      title: z.string(),
      language: z.string(),
      items: z.number().int(),
      score: z.number(),
    }),
  ),
})
export type NarrativeDetail = z.infer<typeof narrativeDetailSchema>

/** An item with the reasons why it stands in its narrative. */
export const narrativeItemViewSchema = z.object({
  id: itemIdSchema,
  title: z.string(),
  excerpt: z.string(),
  url: z.string().nullable(),
  publisher: z.string(),
  source: z.string(),
  language: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  status: z.enum(['suggested', 'confirmed']),
  why: z.object({
    isNew: z.boolean(),
    copyOf: z.object({ id: itemIdSchema, title: z.string() }).nullable(),
    score: z.number(),
    threshold: z.number(),
    parts: z.record(z.string(), z.number()),
    terms: z.array(z.object({ term: z.string(), weight: z.number() })),
    neighbours: z.array(z.object({ itemId: itemIdSchema, title: z.string(), similarity: z.number() })),
    alternatives: z.array(z.object({ narrativeId: narrativeIdSchema, title: z.string(), score: z.number() })),
  }),
})
export type NarrativeItemView = z.infer<typeof narrativeItemViewSchema>
