import { z } from 'zod'

import { profileIdSchema, publisherIdSchema, sourceIdSchema, unitIdSchema } from '../ids.ts'
import { SOURCE_HEALTH_STATES, SOURCE_KINDS } from './source.ts'
import { SOURCE_STATES } from './source-moves.ts'

/** A source with its health in words: `code` and `params` for translation, `happened` and `todo` as English sentences. */
export const sourceViewSchema = z.object({
  id: sourceIdSchema,
  kind: z.enum(SOURCE_KINDS),
  url: z.string(),
  title: z.string(),
  siteUrl: z.string().nullable(),
  publisher: z.object({ id: publisherIdSchema, name: z.string(), domain: z.string() }),
  unit: z.object({ id: unitIdSchema, name: z.string() }).nullable(),
  language: z.string().nullable(),
  country: z.string().nullable(),
  tags: z.array(z.string()),
  /** Whether it is a fact-checker whose reviews of claims are collected. */
  readsClaimReviews: z.boolean(),
  state: z.enum(SOURCE_STATES),
  health: z.object({
    state: z.enum(SOURCE_HEALTH_STATES),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    happened: z.string(),
    todo: z.string().nullable(),
  }),
  lastFetchAt: z.iso.datetime().nullable(),
  lastGoodAt: z.iso.datetime().nullable(),
  nextFetchAt: z.iso.datetime().nullable(),
  itemsThisWeek: z.number().int(),
  /** New items a day over the last 14 days, oldest first. */
  rhythm: z.array(z.number().int()),
  /** How far apart its items usually are; null while too few are known. */
  usualGapMs: z.number().int().nullable(),
  proposedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  profiles: z.array(z.object({ id: profileIdSchema, title: z.string(), inForce: z.boolean() })),
  rowVersion: z.number().int(),
})
export type SourceView = z.infer<typeof sourceViewSchema>
