import { z } from 'zod'

/** One fetch of a source, as its log shows it. */
export const fetchViewSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** How many fetches in a row ended alike, and when the last of them was. */
  times: z.number().int(),
  until: z.iso.datetime().nullable(),
  outcome: z.string(),
  httpStatus: z.number().int().nullable(),
  /** The failure in a sentence; null when there was none. */
  detail: z.string().nullable(),
  /** The address that answered, after redirects. */
  finalUrl: z.string().nullable(),
  durationMs: z.number(),
  bytes: z.number(),
  itemsFound: z.number().int(),
  itemsNew: z.number().int(),
})
export type FetchView = z.infer<typeof fetchViewSchema>

/** One day of a source's fetches; `day` is written YYYY-MM-DD (UTC). */
export const fetchDaySchema = z.object({
  day: z.string(),
  fetches: z.number().int(),
  failures: z.number().int(),
  items: z.number().int(),
})
export type FetchDay = z.infer<typeof fetchDaySchema>
