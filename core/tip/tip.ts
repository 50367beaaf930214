import { z } from 'zod'

import { itemIdSchema, profileIdSchema, tipIdSchema } from '../ids.ts'

/** What became of a tip. Nothing enters the hub's items before a person accepted it. */
export const TIP_STATES = ['waiting', 'accepted', 'declined'] as const
export type TipState = (typeof TIP_STATES)[number]

/** Why a tip was not taken. */
export const TIP_DECLINE_REASONS = ['nothing_to_check', 'about_a_person', 'opinion', 'off_topic', 'unreadable'] as const
export type TipDeclineReason = (typeof TIP_DECLINE_REASONS)[number]

export const TIP_TEXT_MAX = 4000
export const TIP_PLACE_MAX = 200
export const TIP_LINK_MAX = 2000

/** A tip as moderators see it; `others` counts further waiting tips with the same link, which are decided with it. */
export const tipViewSchema = z.object({
  id: tipIdSchema,
  text: z.string(),
  url: z.string().nullable(),
  place: z.string().nullable(),
  language: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  others: z.number().int(),
  /** What the others say, where they say more than the link. */
  otherTexts: z.array(z.string()),
  rowVersion: z.number().int(),
})
export type TipView = z.infer<typeof tipViewSchema>

export const tipQueueSchema = z.object({
  rows: z.array(tipViewSchema),
  /** Waiting tips, those beyond the shown ones and grouped ones too. */
  waiting: z.number().int(),
  isOpen: z.boolean(),
})
export type TipQueue = z.infer<typeof tipQueueSchema>

export const acceptTipSchema = z.strictObject({
  profileId: profileIdSchema,
  /** Words for the item instead of the beginning of what was written. */
  title: z.string().trim().min(3).max(300).optional(),
})
export const declineTipSchema = z.strictObject({ reason: z.enum(TIP_DECLINE_REASONS) })
export const decidedTipSchema = z.object({
  id: tipIdSchema,
  state: z.enum(TIP_STATES),
  itemId: itemIdSchema.nullable(),
})
export const tipFormSchema = z.object({ isOpen: z.boolean() })
