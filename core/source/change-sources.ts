import { z } from 'zod'

import { profileIdSchema, publisherIdSchema, sourceIdSchema, unitIdSchema } from '../ids.ts'
import { publisherNameSchema } from './source-input.ts'
import { isPolledKind, type SourceKind } from './source.ts'
import { sourceFilterSchema } from './source-filter.ts'
import { judgeSourceMove, type SourceState } from './source-moves.ts'

/** Sources changed in one transaction, with one audit entry. */
export const SOURCE_BATCH_MAX = 1000
/** Sources named one by one in a request. */
const SOURCES_NAMED_MAX = 10_000

const reason = z.string().trim().min(3).max(2000)
/** A known publisher, or the name of one: who has it already, else a new one. */
const publisher = z.union([z.strictObject({ id: publisherIdSchema }), z.strictObject({ name: publisherNameSchema })])
const tags = z.array(z.string().trim().min(1).max(60)).min(1).max(20)

/** What can be done to many sources at once. `move_to_profile` takes them out of every other profile. */
export const sourceChangeSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve') }),
  z.strictObject({ act: z.literal('pause'), reason: reason.optional() }),
  z.strictObject({ act: z.literal('resume') }),
  z.strictObject({ act: z.literal('retire'), reason }),
  z.strictObject({ act: z.literal('retry') }),
  z.strictObject({ act: z.literal('tag'), tags }),
  z.strictObject({ act: z.literal('untag'), tags }),
  z.strictObject({ act: z.literal('add_to_profile'), profileId: profileIdSchema }),
  z.strictObject({ act: z.literal('take_from_profile'), profileId: profileIdSchema }),
  z.strictObject({ act: z.literal('move_to_profile'), profileId: profileIdSchema }),
  z.strictObject({ act: z.literal('give_to_unit'), unitId: unitIdSchema.nullable() }),
  z.strictObject({ act: z.literal('give_to_publisher'), publisher }),
  z.strictObject({ act: z.literal('mark_fact_checker') }),
  z.strictObject({ act: z.literal('unmark_fact_checker') }),
])
export type SourceChange = z.infer<typeof sourceChangeSchema>

/** The sources meant: named one by one, or all that match a filter but a few. */
export const sourceSelectionSchema = z.union([
  z.strictObject({ ids: z.array(sourceIdSchema).min(1).max(SOURCES_NAMED_MAX) }),
  z.strictObject({ filter: sourceFilterSchema, except: z.array(sourceIdSchema).max(SOURCES_NAMED_MAX).default([]) }),
])
export type SourceSelection = z.infer<typeof sourceSelectionSchema>

export const changeSourcesSchema = z.strictObject({ change: sourceChangeSchema, of: sourceSelectionSchema })
export type ChangeSources = z.infer<typeof changeSourcesSchema>

/** What became of each source; `undo` lists the requests that put back what was changed (empty when nothing can). */
export const changeReportSchema = z.object({
  changed: z.number().int(),
  /** Those that stood so already. */
  unchanged: z.number().int(),
  refused: z.array(z.object({ id: sourceIdSchema, title: z.string(), reason: z.string() })),
  undo: z.array(changeSourcesSchema),
})
export type ChangeReport = z.infer<typeof changeReportSchema>

export type ChangeVerdict = { kind: 'change' } | { kind: 'already' } | { kind: 'refused'; message: string }

const RETIRED = 'It is retired: add its address again instead.'

type JudgedSource = {
  state: SourceState
  kind: SourceKind
  tags: readonly string[]
  owningUnitId: string | null
  readsClaimReviews: boolean
}

/** Decides what a change does to one source, by how it stands. Profiles' links and publishers' names are judged where they are known. */
export function judgeSourceChange(source: JudgedSource, change: SourceChange): ChangeVerdict {
  switch (change.act) {
    case 'approve':
    case 'pause':
    case 'resume':
    case 'retire': {
      const verdict = judgeSourceMove(source.state, change.act)
      return verdict.kind === 'move' ? { kind: 'change' } : verdict
    }
    case 'retry':
      if (!isPolledKind(source.kind)) return { kind: 'refused', message: 'Nobody fetches it: its items are handed in.' }
      return source.state === 'approved'
        ? { kind: 'change' }
        : { kind: 'refused', message: 'Only an approved source is fetched. Approve or resume it first.' }
    default:
      if (source.state === 'retired') return { kind: 'refused', message: RETIRED }
  }
  if (change.act === 'tag')
    return change.tags.every((tag) => source.tags.includes(tag)) ? { kind: 'already' } : { kind: 'change' }
  if (change.act === 'untag')
    return change.tags.some((tag) => source.tags.includes(tag)) ? { kind: 'change' } : { kind: 'already' }
  if (change.act === 'give_to_unit')
    return source.owningUnitId === change.unitId ? { kind: 'already' } : { kind: 'change' }
  if (change.act === 'mark_fact_checker' || change.act === 'unmark_fact_checker')
    return source.readsClaimReviews === (change.act === 'mark_fact_checker') ? { kind: 'already' } : { kind: 'change' }
  return { kind: 'change' }
}
