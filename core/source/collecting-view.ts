import { z } from 'zod'

/** For how long a page says that collecting works again. */
export const RESUMED_SHOWN_MS = 24 * 3_600_000

/** Whether sources answer at all. At most one of the two is set. */
export const collectingViewSchema = z.object({
  /** Set while no source can be fetched: the last success (null when there was none), and how many failed or are late. */
  stopped: z
    .object({ since: z.iso.datetime().nullable(), failed: z.number().int(), late: z.number().int() })
    .nullable(),
  /** Set for a day after it worked again: since when, and how long it stood still (null when it had never worked). */
  resumed: z.object({ id: z.string(), at: z.iso.datetime(), stoodStillMs: z.number().int().nullable() }).nullable(),
})
export type CollectingView = z.infer<typeof collectingViewSchema>

export const COLLECTING_UNKNOWN: CollectingView = { stopped: null, resumed: null }
