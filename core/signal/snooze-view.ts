import { z } from 'zod'

import { detectionRuleIdSchema, snoozeIdSchema } from '../ids.ts'
import type { MoveVerdict } from '../case/case-state.ts'
import type { NarrativeState } from '../narrative/narrative-state.ts'
import { SNOOZE_ENDS } from './judge-snooze.ts'

/** A snooze ends by itself: nothing stays out of sight because somebody forgot it. */
export const SNOOZE_DAYS_MAX = 30

/** `until` null is “until it rises”; a time still ends early when it rises. Without `ruleId` it is for all rules. */
export const setSnoozeSchema = z.strictObject({
  until: z.iso.datetime().nullable(),
  ruleId: detectionRuleIdSchema.nullable().default(null),
  note: z.string().trim().max(500).default(''),
})
export type SetSnooze = z.infer<typeof setSnoozeSchema>

export const snoozeViewSchema = z.object({
  id: snoozeIdSchema,
  rule: z.object({ id: detectionRuleIdSchema, title: z.string() }).nullable(),
  until: z.iso.datetime().nullable(),
  note: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  endedBecause: z.enum(SNOOZE_ENDS).nullable(),
  /** Signals that it kept from becoming alerts. */
  heldSignals: z.number().int(),
})
export type SnoozeView = z.infer<typeof snoozeViewSchema>

/** Decides whether a narrative may be snoozed until a time. */
export function judgeSnoozing(state: NarrativeState, until: Date | null, now: Date): MoveVerdict {
  if (state === 'merged')
    return {
      ok: false,
      code: 'narrative_merged',
      message: 'This narrative was merged into another one. Snooze that one.',
    }
  if (state === 'dismissed')
    return { ok: false, code: 'narrative_dismissed', message: 'A dismissed narrative raises no alerts as it is.' }
  if (until !== null && until <= now)
    return { ok: false, code: 'snooze_over', message: 'Choose a time that is still to come.' }
  if (until !== null && until.getTime() - now.getTime() > SNOOZE_DAYS_MAX * 86_400_000)
    return { ok: false, code: 'snooze_too_long', message: `Choose a time within ${SNOOZE_DAYS_MAX} days.` }
  return { ok: true }
}
