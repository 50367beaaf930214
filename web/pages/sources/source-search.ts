import {
  FACT_CHECKER_FILTERS,
  HEALTH_FILTERS,
  SOURCE_SORTS,
  type SourceFilter,
  sourceFilterSchema,
} from '@hub/core/source/source-filter.ts'
import { SOURCE_KINDS } from '@hub/core/source/source.ts'
import { z } from 'zod'

import type { SourceListing } from '../../data/sources.ts'

const word = z.string().optional().catch(undefined)

/** What the address of the page says: which sources, in which order. What it cannot mean is left out. */
export const sourceSearchSchema = z.object({
  q: word,
  health: z.enum(HEALTH_FILTERS).optional().catch(undefined),
  profileId: word,
  tag: word,
  publisherId: word,
  unitId: word,
  kind: z.enum(SOURCE_KINDS).optional().catch(undefined),
  factChecker: z.enum(FACT_CHECKER_FILTERS).optional().catch(undefined),
  sort: z.enum(SOURCE_SORTS).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
})
export type SourceSearch = z.infer<typeof sourceSearchSchema>

/** The filter part of an address, as the hub takes it. */
export function filterOf({ sort: _sort, descending: _descending, ...filter }: SourceSearch): SourceFilter {
  const parsed = sourceFilterSchema.safeParse({ ...filter, q: filter.q?.trim() || undefined })
  return parsed.success ? parsed.data : {}
}

export function listingOf(search: SourceSearch): SourceListing {
  const { sort, descending } = search
  return { ...filterOf(search), ...(sort ? { sort } : {}), ...(descending ? { descending } : {}) }
}

/** Whether anything but the order is chosen. */
export function isNarrowed(search: SourceSearch): boolean {
  return Object.keys(filterOf(search)).some((key) => search[key as keyof SourceSearch] !== undefined)
}
