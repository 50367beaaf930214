import { z } from 'zod'

/** What can happen to a watch profile. `ended` is noted by the hub itself; people do the others. */
export const PROFILE_STEP_KINDS = [
  'proposed',
  'approved',
  'extension_asked',
  'extended',
  'extension_refused',
  'ended',
  'withdrawn',
] as const
export type ProfileStepKind = (typeof PROFILE_STEP_KINDS)[number]

/** One step of a profile's history; `endsAt` is the end it set or asked for, or the end that came. */
export const profileStepSchema = z.object({
  kind: z.enum(PROFILE_STEP_KINDS),
  endsAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  doneBy: z.string(),
  doneAt: z.iso.datetime(),
})
export type ProfileStepView = z.infer<typeof profileStepSchema>
