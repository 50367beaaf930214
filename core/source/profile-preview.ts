import { z } from 'zod'

import { itemIdSchema, profileIdSchema, sourceIdSchema } from '../ids.ts'
import { markedTextSchema } from '../item/item-search.ts'
import { proposeProfileSchema } from './profile-view.ts'

/** How far back a preview looks. */
export const PREVIEW_DAYS = 30
/** So many of the newest items are read at most, as time allows; what is older is said to be left out. */
export const PREVIEW_ITEMS_MAX = 200_000
export const PREVIEW_EXAMPLES_MAX = 20

/** A profile as it would be, before anybody proposes it. Without `profileId` and `sourceIds`, every source counts. */
export const previewProfileSchema = z.strictObject({
  terms: proposeProfileSchema.shape.terms,
  exclusions: proposeProfileSchema.shape.exclusions,
  languages: proposeProfileSchema.shape.languages,
  /** Only items of the sources this profile names. */
  profileId: profileIdSchema.optional(),
  /** Only items of these sources. */
  sourceIds: z.array(sourceIdSchema).max(1000).optional(),
})
export type PreviewProfile = z.infer<typeof previewProfileSchema>

export const profilePreviewSchema = z.object({
  since: z.iso.datetime(),
  /** How many of the newest items were read; with `isCapped` there are more that were not. */
  itemsLookedAt: z.number().int(),
  isCapped: z.boolean(),
  matched: z.number().int(),
  /** Every term as it was asked for, with the matched items in which it stands. */
  perTerm: z.array(z.object({ term: z.string(), matched: z.number().int() })),
  /** Items that only an exclusion keeps out. */
  excluded: z.number().int(),
  examples: z.array(
    z.object({
      id: itemIdSchema,
      title: markedTextSchema,
      /** The words round the first match of the text, marked. */
      passage: markedTextSchema,
      language: z.string(),
      source: z.string(),
      at: z.iso.datetime(),
      matchedTerms: z.array(z.string()),
    }),
  ),
})
export type ProfilePreview = z.infer<typeof profilePreviewSchema>
