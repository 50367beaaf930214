import { z } from 'zod'

import { TLP_LABELS } from '../access/role.ts'
import { itemIdSchema, narrativeIdSchema, publisherIdSchema, sourceIdSchema } from '../ids.ts'
import { NARRATIVE_STATES } from '../narrative/narrative-state.ts'
import { narrativeItemViewSchema } from '../narrative/narrative-view.ts'
import { SOURCE_KINDS } from '../source/source.ts'

/** Where else an item was seen: one entry a publisher, earliest first, with every source of theirs that carries it. */
export const itemSightingSchema = z.object({
  publisher: z.object({ id: publisherIdSchema, name: z.string() }),
  sources: z.array(z.object({ id: sourceIdSchema, title: z.string(), seenAt: z.iso.datetime() })),
})
export type ItemSighting = z.infer<typeof itemSightingSchema>

/** The words of an item as they stood from a moment on; number 1 is what was first seen. */
export const itemRevisionSchema = z.object({
  revision: z.number().int(),
  /** Whose words these are: the source's, or those of the item's own page, read in full on demand. */
  origin: z.enum(['feed', 'page']),
  seenAt: z.iso.datetime(),
  title: z.string(),
  text: z.string(),
})
export type ItemRevision = z.infer<typeof itemRevisionSchema>

/** Everything about one item except its earlier words. */
export const itemDetailSchema = z.object({
  id: itemIdSchema,
  title: z.string(),
  text: z.string(),
  /** Sanitised when it was stored; null where the text is all there is. */
  html: z.string().nullable(),
  /** The words of the item's own page, where they were asked for; the newest there are. */
  fullText: z.object({ text: z.string(), html: z.string().nullable(), seenAt: z.iso.datetime() }).nullable(),
  url: z.string().nullable(),
  language: z.string(),
  source: z.object({ id: sourceIdSchema, title: z.string(), kind: z.enum(SOURCE_KINDS) }),
  publisher: z.object({ id: publisherIdSchema, name: z.string(), domain: z.string() }),
  publishedAt: z.iso.datetime().nullable(),
  /** The date as the source wrote it. */
  publishedRaw: z.string().nullable(),
  firstSeenAt: z.iso.datetime(),
  eventAt: z.iso.datetime(),
  matchedTerms: z.array(z.string()),
  tlp: z.enum(TLP_LABELS),
  narrative: z
    .object({
      id: narrativeIdSchema,
      title: z.string(),
      state: z.enum(NARRATIVE_STATES),
      why: narrativeItemViewSchema,
    })
    .nullable(),
  sightings: z.array(itemSightingSchema),
  /** How many wordings are kept: 1 while nothing was changed. */
  revisions: z.number().int(),
  rowVersion: z.number().int(),
})
export type ItemDetail = z.infer<typeof itemDetailSchema>
