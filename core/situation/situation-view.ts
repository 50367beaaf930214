import { z } from 'zod'

import { deliveryViewSchema } from '../alert/delivery-view.ts'
import { taskingViewSchema } from '../case/case-view.ts'
import { logEntryViewSchema } from '../case/log-entry.ts'
import { caseIdSchema, profileIdSchema } from '../ids.ts'
import { narrativeRowSchema } from '../narrative/narrative-view.ts'
import { collectingViewSchema } from '../source/collecting-view.ts'

const onCase = { caseId: caseIdSchema, caseReference: z.string(), caseTitle: z.string() }

/** The home page: what grows, what waits for the reader's units, what was done. */
export const situationSchema = z.object({
  counts: z.object({
    growing: z.number().int(),
    unacknowledged: z.number().int(),
    failingSources: z.number().int(),
    sources: z.number().int(),
    itemsToday: z.number().int(),
  }),
  collecting: collectingViewSchema,
  growing: z.array(narrativeRowSchema),
  deliveries: z.array(deliveryViewSchema),
  taskings: z.array(taskingViewSchema.extend(onCase)),
  /** Watch profiles that end within a week, for those who decide on them. */
  profilesEnding: z.array(
    z.object({ id: profileIdSchema, title: z.string(), endsAt: z.iso.datetime(), isExtensionAsked: z.boolean() }),
  ),
  done: z.array(logEntryViewSchema.extend(onCase)),
})
export type Situation = z.infer<typeof situationSchema>
