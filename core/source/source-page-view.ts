import { z } from 'zod'

import { itemIdSchema } from '../ids.ts'

/** An item of a source, as its page lists it. */
export const sourceItemSchema = z.object({
  id: itemIdSchema,
  title: z.string(),
  url: z.string().nullable(),
  language: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
})
export type SourceItem = z.infer<typeof sourceItemSchema>

/** Something that people did to a source; `act` is the audit record's word for it. */
export const sourceEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  act: z.string(),
  /** Why, where a reason was given. */
  reason: z.string().nullable(),
  /** What an edit changed, as written before and after. */
  changes: z.array(z.object({ field: z.string(), was: z.string(), is: z.string() })),
})
export type SourceEvent = z.infer<typeof sourceEventSchema>

/** What the collector knows of a source's address. */
export const sourceTraceSchema = z.object({
  finalUrl: z.string().nullable(),
  /** Where the site has permanently moved it to, until that is certain enough to follow for good. */
  movedTo: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  intervalMs: z.number(),
  failures: z.number().int(),
})
export type SourceTrace = z.infer<typeof sourceTraceSchema>

export const sourceBackgroundSchema = z.object({
  items: z.array(sourceItemSchema),
  events: z.array(sourceEventSchema),
  trace: sourceTraceSchema,
})
export type SourceBackground = z.infer<typeof sourceBackgroundSchema>
