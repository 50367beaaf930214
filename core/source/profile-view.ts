import { z } from 'zod'

import { profileIdSchema } from '../ids.ts'
import { lintTerms } from './lint-terms.ts'
import { EMPTY_TERM_LISTS } from './term-lists.ts'

const paragraph = (least: number) => z.string().trim().min(least).max(8000)

/** What a watch profile must say before anything is collected under it. Empty terms mean everything from its sources. */
export const proposeProfileSchema = z.strictObject({
  title: z.string().trim().min(3).max(200),
  purpose: paragraph(20),
  legalBasis: paragraph(5),
  necessity: paragraph(20),
  proportionality: paragraph(20),
  impactAssessmentReference: z.string().trim().max(400).nullable().default(null),
  terms: z.array(z.string().trim().min(2).max(120)).max(500).default([]).superRefine(refusePersonalTerms),
  exclusions: z.array(z.string().trim().min(2).max(120)).max(500).default([]).superRefine(refusePersonalTerms),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(50)
    .default([]),
  endsAt: z.iso.datetime({ offset: true }),
  /** Addresses of feeds the profile names; unknown ones become proposed sources. */
  sources: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(10_000)
    .default([]),
})
export type ProposeProfile = z.infer<typeof proposeProfileSchema>

/** The operator's lists are asked where the profile is stored. */
function refusePersonalTerms(terms: readonly string[], context: z.RefinementCtx): void {
  for (const { index, verdict } of lintTerms(terms, EMPTY_TERM_LISTS)) {
    if (verdict.kind === 'refused') context.addIssue({ code: 'custom', path: [index], message: verdict.message })
  }
}

export const PROFILE_STANDINGS = ['draft', 'proposed', 'in_force', 'not_started', 'expired', 'withdrawn'] as const
export type ProfileStanding = (typeof PROFILE_STANDINGS)[number]

/** Where a profile stands at a moment: only `in_force` lets a source be collected. */
export function profileStanding(
  profile: { state: 'draft' | 'proposed' | 'approved' | 'withdrawn'; startsAt: Date; endsAt: Date },
  now: Date,
): ProfileStanding {
  if (profile.state !== 'approved') return profile.state
  if (profile.endsAt <= now) return 'expired'
  return profile.startsAt > now ? 'not_started' : 'in_force'
}

/** A later end, asked for with a reason. */
export const askExtensionSchema = z.strictObject({
  endsAt: z.iso.datetime({ offset: true }),
  reason: paragraph(10),
})
export type AskExtension = z.infer<typeof askExtensionSchema>

export const decideExtensionSchema = z.strictObject({
  decision: z.enum(['approve', 'refuse']),
  reason: z.string().trim().min(3).max(2000),
})
export type DecideExtensionInput = z.infer<typeof decideExtensionSchema>

export const profileViewSchema = z.object({
  id: profileIdSchema,
  title: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  necessity: z.string(),
  proportionality: z.string(),
  impactAssessmentReference: z.string().nullable(),
  terms: z.array(z.string()),
  exclusions: z.array(z.string()),
  languages: z.array(z.string()),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  standing: z.enum(PROFILE_STANDINGS),
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  withdrawnReason: z.string().nullable(),
  /** A later end that somebody asked for; null when nobody did. */
  extension: z
    .object({ endsAt: z.iso.datetime(), reason: z.string(), askedBy: z.string(), askedAt: z.iso.datetime() })
    .nullable(),
  /** The nearest of the days before its end at which coordinators are told; null when it does not end soon. */
  endsWithinDays: z.number().int().nullable(),
  /** The latest end that an extension may have now. */
  latestEnd: z.iso.datetime(),
  sourceCount: z.number().int(),
  rowVersion: z.number().int(),
})
export type ProfileView = z.infer<typeof profileViewSchema>
