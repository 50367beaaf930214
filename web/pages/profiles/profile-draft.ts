import { latestEndDay } from '@hub/core/source/profile-period.ts'
import { type ProposeProfile, proposeProfileSchema } from '@hub/core/source/profile-view.ts'
import { z } from 'zod'

/** The form of a watch profile as it is typed: lists are lines, the end is a day. */
export const profileDraftSchema = z.object({
  title: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  necessity: z.string(),
  proportionality: z.string(),
  impactAssessmentReference: z.string(),
  terms: z.string(),
  exclusions: z.string(),
  languages: z.string(),
  endsOn: z.string(),
  sources: z.string(),
})
export type ProfileDraft = z.infer<typeof profileDraftSchema>

export const PROFILE_FIELDS = [
  'title',
  'purpose',
  'legalBasis',
  'necessity',
  'proportionality',
  'impactAssessmentReference',
  'terms',
  'exclusions',
  'languages',
  'endsAt',
  'sources',
] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

const USUAL_DAYS = 90

/** An empty form that ends in ninety days. */
export function emptyProfile(now: Date): ProfileDraft {
  const end = new Date(now.getTime() + USUAL_DAYS * 86_400_000)
  const texts = {
    title: '',
    purpose: '',
    legalBasis: '',
    necessity: '',
    proportionality: '',
    impactAssessmentReference: '',
  }
  return { ...texts, terms: '', exclusions: '', languages: '', endsOn: end.toISOString().slice(0, 10), sources: '' }
}

export function linesOf(text: string): string[] {
  return [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean)
}

/** Codes of languages, however they are parted. */
export function languagesOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
}

/** The profile to propose, or the fields that need another look. */
export function judgeProfile(
  draft: ProfileDraft,
  now: Date,
  latestEnd?: string,
): { ok: true; profile: ProposeProfile } | { ok: false; faults: ProfileField[] } {
  const end = new Date(`${draft.endsOn}T23:59:59Z`)
  const hasEnd =
    !Number.isNaN(end.getTime()) && end > now && (latestEnd === undefined || draft.endsOn <= latestEndDay(latestEnd))
  const parsed = proposeProfileSchema.safeParse({
    title: draft.title,
    purpose: draft.purpose,
    legalBasis: draft.legalBasis,
    necessity: draft.necessity,
    proportionality: draft.proportionality,
    impactAssessmentReference: draft.impactAssessmentReference.trim() || null,
    terms: linesOf(draft.terms),
    exclusions: linesOf(draft.exclusions),
    languages: languagesOf(draft.languages),
    endsAt: hasEnd ? end.toISOString() : '',
    sources: linesOf(draft.sources),
  })
  if (parsed.success) return { ok: true, profile: parsed.data }
  const open = new Set(parsed.error.issues.map(({ path }) => path[0]))
  return { ok: false, faults: PROFILE_FIELDS.filter((field) => open.has(field)) }
}
