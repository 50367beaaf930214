import { z } from 'zod'

import { itemIdSchema, profileIdSchema } from '../ids.ts'
import { INCOMING_TEXT_MAX, INCOMING_TITLE_MAX } from '../item/incoming-item.ts'

/** An item that a person hands in: what they read or pasted, looked over and corrected. */
export const addItemSchema = z.strictObject({
  profileId: profileIdSchema,
  title: z.string().trim().max(INCOMING_TITLE_MAX),
  text: z.string().trim().max(INCOMING_TEXT_MAX),
  url: z.string().trim().max(4000).optional(),
  publisher: z.string().trim().max(200).optional(),
  /** ISO 8601, or a day such as 2026-11-22. */
  publishedAt: z.string().trim().max(60).optional(),
  language: z.string().trim().max(20).optional(),
  /** Why it is kept although no term of the profile wants it. */
  reason: z.string().trim().min(10).max(1000).optional(),
  /** E-mail addresses, telephone numbers and handles stay in the text: they are an institution's. */
  keepsContacts: z.boolean().default(false),
})
export type AddItem = z.input<typeof addItemSchema>

export const addedItemSchema = z.object({
  itemId: itemIdSchema,
  /** `known`: the page is here already; it was seen once more. */
  outcome: z.enum(['stored', 'known']),
  isRevised: z.boolean(),
})
export type AddedItem = z.infer<typeof addedItemSchema>
