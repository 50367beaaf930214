import { z } from 'zod'

import { type Actor, actorReference } from '../access/actor.ts'

export const HOLD_KINDS = ['narrative', 'case', 'source', 'profile', 'item'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export const HOLD_STATES = ['placed', 'in_force', 'refused', 'lifted'] as const
export type HoldState = (typeof HOLD_STATES)[number]

export const HOLD_MOVES = ['confirm', 'refuse', 'lift'] as const
export type HoldMove = (typeof HOLD_MOVES)[number]

/** A hold protects from the moment it is placed; unless somebody else confirms it, it lapses after this many days. */
export const UNCONFIRMED_HOLD_DAYS = 7

const reason = z.string().trim().min(10).max(4000)
export const placeHoldSchema = z.strictObject({ kind: z.enum(HOLD_KINDS), objectId: z.uuid(), reason })
export type PlaceHold = z.infer<typeof placeHoldSchema>
/** Which holds to list: all, or those on one object. */
export const holdQuerySchema = z.object({ kind: z.enum(HOLD_KINDS).optional(), objectId: z.uuid().optional() })
export type HoldQuery = z.infer<typeof holdQuerySchema>
export const moveHoldSchema = z.strictObject({ reason })

export const holdViewSchema = z.object({
  id: z.string(),
  kind: z.enum(HOLD_KINDS),
  objectId: z.string(),
  /** What the object is called; null when it cannot be read any more. */
  title: z.string().nullable(),
  reason: z.string(),
  state: z.enum(HOLD_STATES),
  /** Whether it protects now. */
  protects: z.boolean(),
  /** When an unconfirmed hold lapses. */
  lapsesAt: z.iso.datetime().nullable(),
  placedBy: z.string(),
  placedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  /** Who lifted it: a third person, or the operator at the server. */
  liftedBy: z.string().nullable(),
  liftedAt: z.iso.datetime().nullable(),
  endedReason: z.string().nullable(),
  /** Whether the reader placed it. */
  isOwn: z.boolean(),
  /** Whether the reader confirmed it. */
  isConfirmedByReader: z.boolean(),
})
export type HoldView = z.infer<typeof holdViewSchema>

type Hold = { state: HoldState; placedBy: string; placedAt: Date; decidedBy?: string | null }

/** When an unconfirmed hold stops protecting; null for any other. */
export function lapseOf(hold: Hold): Date | null {
  if (hold.state !== 'placed') return null
  return new Date(hold.placedAt.getTime() + UNCONFIRMED_HOLD_DAYS * 86_400_000)
}

/** Whether a hold keeps its object from every purge at a moment. */
export function protectsAt(hold: Hold, now: Date): boolean {
  const lapse = lapseOf(hold)
  return hold.state === 'in_force' || (lapse !== null && lapse > now)
}

export type HoldVerdict = { ok: true; to: HoldState } | { ok: false; code: string; message: string }

/**
 * Decides what may become of a hold. A second person confirms or refuses it, and a third lifts it: neither of the two who
 * made a hold lets it go alone. The operator at the server may stand in, by name.
 */
export function judgeHoldMove(hold: Hold, move: HoldMove, actor: Actor): HoldVerdict {
  const wanted: HoldState = move === 'lift' ? 'in_force' : 'placed'
  if (hold.state !== wanted) {
    const message =
      move === 'lift'
        ? 'Only a confirmed hold that still stands can be lifted.'
        : 'This hold was decided on already, or has ended.'
    return { ok: false, code: 'hold_decided', message }
  }
  if (actor.kind !== 'operator' && actorReference(actor) === hold.placedBy)
    return {
      ok: false,
      code: 'second_person_needed',
      message: 'You placed this hold, so an auditor or another coordinator has to decide.',
    }
  if (move === 'lift' && actor.kind !== 'operator' && actorReference(actor) === hold.decidedBy)
    return {
      ok: false,
      code: 'third_person_needed',
      message: 'You confirmed this hold, so a third person, an auditor or another coordinator, has to lift it.',
    }
  return { ok: true, to: move === 'confirm' ? 'in_force' : move === 'refuse' ? 'refused' : 'lifted' }
}
