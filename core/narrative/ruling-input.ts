import { z } from 'zod'

import { itemIdSchema, narrativeIdSchema } from '../ids.ts'
import { MAX_MERGED_NARRATIVES, MAX_RULED_ITEMS } from './ruling.ts'

const reason = z.string().trim().max(500).optional()
const itemIds = z.array(itemIdSchema).min(1).max(MAX_RULED_ITEMS)
const from = z.array(narrativeIdSchema).min(1).max(MAX_MERGED_NARRATIVES)
/** The version of each narrative as the person saw it; one that changed since is refused. */
const expectedVersions = z.array(z.strictObject({ id: narrativeIdSchema, version: z.number().int() })).optional()

export const mergeNarrativesInputSchema = z.strictObject({ from, reason, expectedVersions })
export type MergeNarrativesInput = z.infer<typeof mergeNarrativesInputSchema>

/** Where split items go: a narrative of their own (untitled, it takes their most central headline) or one there is. */
export const splitNarrativeInputSchema = z.strictObject({
  itemIds,
  into: z.union([
    z.strictObject({ title: z.string().trim().min(3).max(200).optional() }),
    z.strictObject({ id: narrativeIdSchema }),
  ]),
  reason,
  expectedVersions,
})
export type SplitNarrativeInput = z.infer<typeof splitNarrativeInputSchema>

export const moveItemsInputSchema = z.strictObject({ itemIds, reason, expectedVersions })
export type MoveItemsInput = z.infer<typeof moveItemsInputSchema>

export const confirmLinkInputSchema = z.strictObject({ isConfirmed: z.boolean() })

export const previewRulingInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('merge'), from }),
  z.strictObject({ kind: z.literal('split'), itemIds, into: narrativeIdSchema.optional() }),
])
export type PreviewRulingInput = z.infer<typeof previewRulingInputSchema>
