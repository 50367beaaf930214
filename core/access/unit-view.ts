import { z } from 'zod'

import { unitIdSchema } from '../ids.ts'

export const UNIT_KINDS = ['coordination', 'ministry', 'agency', 'partner'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

const nameSchema = z.string().trim().min(3).max(160)
const zoneSchema = z.string().refine(isTimeZone, { error: 'Write a time zone such as Europe/Madrid or UTC.' })

/** What it takes to open a unit. The slug is its short name in commands and files. */
export const openUnitSchema = z.strictObject({
  name: nameSchema,
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'Write small letters, figures and hyphens, such as health.' })
    .max(60),
  kind: z.enum(UNIT_KINDS),
  parentId: unitIdSchema.nullable().default(null),
  zone: zoneSchema.default('UTC'),
})
export type OpenUnit = z.infer<typeof openUnitSchema>

export const editUnitSchema = z.strictObject({
  name: nameSchema.optional(),
  parentId: unitIdSchema.nullable().optional(),
  zone: zoneSchema.optional(),
  /** Alerts it wants in a week; null is no limit. */
  alertBudget: z.number().int().min(1).max(10_000).nullable().optional(),
  expectedVersion: z.number().int().optional(),
})
export type EditUnit = z.infer<typeof editUnitSchema>

export const unitViewSchema = z.object({
  id: unitIdSchema,
  slug: z.string(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  parentId: unitIdSchema.nullable(),
  zone: z.string(),
  alertBudget: z.number().int().nullable(),
  rowVersion: z.number().int(),
})
export type UnitView = z.infer<typeof unitViewSchema>

/** Whether the platform knows this as an IANA time zone. */
function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
