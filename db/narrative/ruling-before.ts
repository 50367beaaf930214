import { z } from 'zod'

import {
  alertIdSchema,
  caseIdSchema,
  deliveryIdSchema,
  itemIdSchema,
  narrativeIdSchema,
  rulingIdSchema,
  signalIdSchema,
} from '@hub/core/ids.ts'
import { NARRATIVE_STATES } from '@hub/core/narrative/narrative-state.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'

import type { Row } from '../schema.ts'
import { tallySchema } from './tally.ts'

const keyTerms = z.array(z.object({ term: z.string(), weight: z.number() }))
const titled = z.object({ title: z.string(), titleSource: z.enum(['machine', 'person']), keyTerms })

const standSchema = titled.extend({
  state: z.enum(NARRATIVE_STATES),
  dismissedReason: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  triagedAt: z.iso.datetime().nullable(),
  triagedBy: z.string().nullable(),
})
export type Stand = z.infer<typeof standSchema>

/** What a merge took over, so that it can be handed back. `arrived` were placed in `from` by the batch that merged it. */
export const mergeBeforeSchema = z.object({
  from: standSchema,
  into: standSchema,
  formers: z.array(narrativeIdSchema),
  arrived: z.array(itemIdSchema),
  tally: tallySchema,
  signals: z.array(signalIdSchema),
  alerts: z.array(alertIdSchema),
  deliveries: z.array(deliveryIdSchema),
  cases: z.array(
    z.object({ caseId: caseIdSchema, linkedBy: z.string(), linkedAt: z.iso.datetime(), wasOnBoth: z.boolean() }),
  ),
  apart: z.array(z.object({ rulingId: rulingIdSchema, firstId: narrativeIdSchema, secondId: narrativeIdSchema })),
})
export type MergeBefore = z.infer<typeof mergeBeforeSchema>

/** What a split or move changed beside the items. `suggested` are the links that were no person's before. */
export const splitBeforeSchema = z.object({
  isFresh: z.boolean(),
  source: titled,
  into: titled.nullable(),
  suggested: z.array(itemIdSchema),
})
export type SplitBefore = z.infer<typeof splitBeforeSchema>

export const renameBeforeSchema = titled.omit({ keyTerms: true })

/** How a narrative stands, in the form it is kept in. */
export function standOf(narrative: Row<'narrative'>): Stand {
  const { state, dismissedReason, severity, triagedAt, triagedBy, title, titleSource, keyTerms } = narrative
  return {
    state,
    dismissedReason,
    severity,
    triagedAt: triagedAt?.toISOString() ?? null,
    triagedBy,
    title,
    titleSource,
    keyTerms,
  }
}
