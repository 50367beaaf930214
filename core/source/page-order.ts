import { z } from 'zod'

import { claimReviewSchema } from '../claim/claim-review.ts'
import { pageOrderIdSchema } from '../ids.ts'
import { FEED_KINDS } from '../item/feed-item.ts'
import { addressesToTry, PAGE_ADDRESS_MAX } from './page-address.ts'

/** What a person can have read from the web outside: a site's feeds, or the full text of a page. */
export const PAGE_ORDER_KINDS = ['discover_feeds', 'read_page'] as const
export type PageOrderKind = (typeof PAGE_ORDER_KINDS)[number]

/** An order waits until a worker carried it out or found out why it cannot be. */
export const PAGE_ORDER_STATES = ['waiting', 'done', 'failed'] as const
export type PageOrderState = (typeof PAGE_ORDER_STATES)[number]

/** How a feed was found: it is the given address itself, the site names it, or it stands where feeds usually do. */
export const FEED_FOUND_BY = ['given', 'link_header', 'link_element', 'common_path'] as const

/** Entries of a feed that are shown before it is added. */
export const SAMPLE_MAX = 5
/** Longer titles are cut in a sample. */
export const SAMPLE_TITLE_MAX = 200

/** A feed that was fetched and read, so whoever adds it knows what it brings: `newest` are its newest entries. */
export const feedCandidateSchema = z.object({
  url: z.string(),
  title: z.string(),
  kind: z.enum(FEED_KINDS),
  itemCount: z.number().int(),
  newestAt: z.iso.datetime().nullable(),
  newest: z.array(z.object({ title: z.string(), publishedAt: z.iso.datetime().nullable() })).default([]),
  foundBy: z.enum(FEED_FOUND_BY),
})
export type FeedCandidate = z.infer<typeof feedCandidateSchema>

/** The feeds of a site, best first: what the site itself names before what was guessed, feeds of comments last. */
export const discoveryResultSchema = z.object({
  pageUrl: z.string(),
  pageTitle: z.string().nullable(),
  candidates: z.array(feedCandidateSchema),
})
export type DiscoveryResult = z.infer<typeof discoveryResultSchema>

/** What a search for feeds is asking for: the page itself, what the site names, or a usual place of feeds. */
export const DISCOVERY_STEPS = ['page', 'named', 'usual'] as const
/** The address asked for at present, as the `number`th of `of` in its step. */
export const discoveryProgressSchema = z.object({
  step: z.enum(DISCOVERY_STEPS),
  url: z.string(),
  number: z.number().int(),
  of: z.number().int(),
})
export type DiscoveryProgress = z.infer<typeof discoveryProgressSchema>

/** The words of a page: `text` in reading order, `html` sanitised. `finalUrl` is where redirects led. */
export const pageReadingSchema = z.object({
  finalUrl: z.string(),
  title: z.string(),
  text: z.string(),
  html: z.string(),
  excerpt: z.string(),
  siteName: z.string().nullable(),
  language: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  claimReviews: z.array(claimReviewSchema),
})
export type PageReading = z.infer<typeof pageReadingSchema>

/** Why an order brought nothing; `message` is a sentence that says what happened and what to do. */
export const pageProblemSchema = z.object({ code: z.string(), message: z.string() })
export type PageProblem = z.infer<typeof pageProblemSchema>

const orderFacts = {
  id: pageOrderIdSchema,
  url: z.string(),
  state: z.enum(PAGE_ORDER_STATES),
  problem: pageProblemSchema.nullable(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
}

/** An order as people see it; `result` is there once it is done, `problem` once it failed. */
export const pageOrderViewSchema = z.discriminatedUnion('kind', [
  z.object({
    ...orderFacts,
    kind: z.literal('discover_feeds'),
    result: discoveryResultSchema.nullable(),
    /** Where it is while it waits; null before it is begun. */
    progress: discoveryProgressSchema.nullable().default(null),
  }),
  z.object({ ...orderFacts, kind: z.literal('read_page'), result: pageReadingSchema.nullable() }),
])
export type PageOrderView = z.infer<typeof pageOrderViewSchema>

export const placePageOrderSchema = z.strictObject({
  kind: z.enum(PAGE_ORDER_KINDS),
  url: z
    .string()
    .trim()
    .max(PAGE_ADDRESS_MAX, { error: 'This address is too long. Copy the address of the page from your browser.' })
    .refine((typed) => addressesToTry(typed).length > 0, {
      error: 'Write the address of a site or page, such as example.org or https://example.org/news.',
    }),
})
