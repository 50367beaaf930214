import { type Assessment, assessmentSchema, suggestPriority } from '@hub/core/resist/assessment.ts'

/** An assessment while it is being made: what nobody has judged yet is null. */
export type AssessmentDraft = {
  opinionGate: Assessment['opinionGate'] | null
  firstFlags: Assessment['firstFlags']
  reach: Assessment['reach'] | null
  impacts: Assessment['impacts']
  confidence: Assessment['confidence'] | null
  basis: string
  /** Null follows the suggestion. */
  priority: Assessment['priority'] | null
}

export const EMPTY_ASSESSMENT: AssessmentDraft = {
  opinionGate: null,
  firstFlags: [],
  reach: null,
  impacts: [],
  confidence: null,
  basis: '',
  priority: null,
}

export type AssessmentFault = 'opinionGate' | 'reach' | 'confidence' | 'basis'

/** The priority that reach, harm and confidence suggest; undefined until all are judged. */
export function suggestedPriority({ reach, impacts, confidence }: AssessmentDraft): Assessment['priority'] | undefined {
  return reach && confidence ? suggestPriority({ reach, impacts, confidence }) : undefined
}

/** The finished assessment, or the fields that are still open. */
export function judgeAssessment(
  draft: AssessmentDraft,
): { ok: true; assessment: Assessment } | { ok: false; faults: AssessmentFault[] } {
  const priority = draft.priority ?? suggestedPriority(draft) ?? 'low'
  const parsed = assessmentSchema.safeParse({ ...draft, priority })
  if (parsed.success) return { ok: true, assessment: parsed.data }
  const open = new Set(parsed.error.issues.map(({ path }) => path[0]))
  const fields: readonly AssessmentFault[] = ['opinionGate', 'reach', 'confidence', 'basis']
  return { ok: false, faults: fields.filter((field) => open.has(field)) }
}

/** A list with one value added or taken out, in the order of all of them. */
export function toggled<Value extends string>(all: readonly Value[], chosen: readonly Value[], value: Value): Value[] {
  return all.filter((each) => (each === value) !== chosen.includes(each))
}
