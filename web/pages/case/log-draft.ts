import { LATE_ENTRY_AFTER_MS, type WriteLogEntry, writeLogEntrySchema } from '@hub/core/case/log-entry.ts'
import { RESPONSE_OPTIONS } from '@hub/core/response/response-option.ts'
import { z } from 'zod'

export const DRAFT_KINDS = ['note', 'decision', 'response'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** Everything the composer holds. All kinds share one draft, so that changing the kind loses no word. */
export const logDraftSchema = z.object({
  kind: z.enum(DRAFT_KINDS),
  text: z.string(),
  rationale: z.string(),
  information: z.string(),
  risk: z.string(),
  powers: z.string(),
  options: z.string(),
  /** A day, `2026-11-22`, or empty. */
  reviewOn: z.string(),
  option: z.enum(RESPONSE_OPTIONS).nullable(),
  audience: z.string(),
  channel: z.string(),
  url: z.string(),
  objective: z.string(),
  /** Local time as the browser's field writes it, `2026-11-22T06:12`; empty means now. */
  happenedAt: z.string(),
  lateReason: z.string(),
  /** Made once a draft, so that sending it twice writes once. */
  idempotencyKey: z.string(),
})
export type LogDraft = z.infer<typeof logDraftSchema>

export type DraftField = 'text' | 'rationale' | 'option' | 'url' | 'happenedAt' | 'lateReason'
export type DraftFault = 'needed' | 'not_an_address' | 'in_future' | 'too_long'
export type DraftVerdict =
  | { ok: true; entry: WriteLogEntry }
  | { ok: false; faults: Partial<Record<DraftField, DraftFault>> }

export function emptyDraft(kind: DraftKind, idempotencyKey: string): LogDraft {
  const words = { text: '', rationale: '', information: '', risk: '', powers: '', options: '', reviewOn: '' }
  const response = { option: null, audience: '', channel: '', url: '', objective: '' }
  return { kind, ...words, ...response, happenedAt: '', lateReason: '', idempotencyKey }
}

/** Whether a person typed anything that would be a pity to lose. */
export function hasWords(draft: LogDraft): boolean {
  const { kind: _kind, idempotencyKey: _key, option, ...words } = draft
  return option !== null || Object.values(words).some((value) => value.trim() !== '')
}

/** When the event happened: the time given, or now. Undefined when the field holds no moment. */
export function eventMoment(draft: LogDraft, now: Date): Date | undefined {
  if (!draft.happenedAt) return now
  const moment = new Date(draft.happenedAt)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** Whether the record will ask why the entry comes late. */
export function isLate(draft: LogDraft, now: Date): boolean {
  const moment = eventMoment(draft, now)
  return moment !== undefined && now.getTime() - moment.getTime() > LATE_ENTRY_AFTER_MS
}

/** Turns a draft into the entry to send, or names the fields that are not ready. */
export function judgeDraft(draft: LogDraft, now: Date): DraftVerdict {
  const faults: Partial<Record<DraftField, DraftFault>> = {}
  const moment = eventMoment(draft, now)
  if (!draft.text.trim()) faults.text = 'needed'
  if (draft.kind === 'decision' && !draft.rationale.trim()) faults.rationale = 'needed'
  if (draft.kind === 'response' && draft.option === null) faults.option = 'needed'
  if (!moment) faults.happenedAt = 'needed'
  else if (moment.getTime() > now.getTime() + 2 * 60_000) faults.happenedAt = 'in_future'
  if (isLate(draft, now) && !draft.lateReason.trim()) faults.lateReason = 'needed'
  if (Object.keys(faults).length > 0 || !moment) return { ok: false, faults }
  const lateReason = isLate(draft, now) ? draft.lateReason.trim() : null
  const parsed = writeLogEntrySchema.safeParse({
    content: contentOf(draft),
    eventAt: moment.toISOString(),
    lateReason,
    idempotencyKey: draft.idempotencyKey,
  })
  return parsed.success ? { ok: true, entry: parsed.data } : { ok: false, faults: faultsOf(parsed.error) }
}

function contentOf(draft: LogDraft): unknown {
  const { kind, text } = draft
  if (kind === 'decision') {
    const { information, risk, powers, options, rationale, reviewOn } = draft
    return {
      kind,
      text,
      information,
      risk,
      powers,
      options,
      rationale,
      reviewAt: reviewOn ? new Date(`${reviewOn}T12:00:00Z`).toISOString() : null,
    }
  }
  if (kind === 'response') {
    const { option, audience, channel, url, objective } = draft
    return { kind, option, text, audience, channel, url: url.trim() || null, objective }
  }
  return { kind, text }
}

function faultsOf(error: z.ZodError): Partial<Record<DraftField, DraftFault>> {
  const faults: Partial<Record<DraftField, DraftFault>> = {}
  for (const { path } of error.issues) {
    const field = path.at(-1)
    if (field === 'url') faults.url = 'not_an_address'
    else if (field === 'rationale') faults.rationale = 'too_long'
    else if (field === 'lateReason') faults.lateReason = 'too_long'
    else faults.text = 'too_long'
  }
  return faults
}
