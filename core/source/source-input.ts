import { z } from 'zod'

import { profileIdSchema, sourceIdSchema } from '../ids.ts'

const url = z
  .url({ protocol: /^https?$/, error: 'Write the full address of the feed, beginning with https:// or http://.' })
  .max(2000)
const title = z.string().trim().min(1).max(300)

/** The name of whoever publishes a source. */
export const publisherNameSchema = z.string().trim().min(2).max(200)

export const proposeSourceSchema = z.strictObject({
  url,
  title: title.optional(),
  profileId: profileIdSchema.optional(),
  /** Whether it is a fact-checker whose reviews of claims are collected. */
  readsClaimReviews: z.boolean().optional(),
})
export type ProposeSource = z.infer<typeof proposeSourceSchema>

export const editSourceSchema = z.strictObject({
  url: url.optional(),
  title: title.optional(),
  publisherName: publisherNameSchema.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'Write the two letters of the country, such as ES.' })
    .nullable()
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, { error: 'Write the letters of the language, such as es.' })
    .nullable()
    .optional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  readsClaimReviews: z.boolean().optional(),
  expectedVersion: z.number().int().optional(),
})
export type EditSource = z.infer<typeof editSourceSchema>

export const importSourcesSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  opml: z.string().min(1),
  profileId: profileIdSchema.optional(),
})

export const nameSourcesSchema = z.strictObject({ sourceIds: z.array(sourceIdSchema).min(1).max(10_000) })
export const reasonSchema = z.strictObject({ reason: z.string().trim().min(3).max(2000) })
export const maybeReasonSchema = z.strictObject({ reason: z.string().trim().min(3).max(2000).optional() })
