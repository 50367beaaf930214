import { z } from 'zod'

/** The six steps of RESIST (v3, 2025 keeps them), by letter; `C` is strategic communication. */
export const RESIST_STAGES = ['R', 'E', 'S', 'I', 'C', 'T'] as const
export type ResistStage = (typeof RESIST_STAGES)[number]

export const PLAYBOOK_VERSION_STATUSES = [
  'draft',
  'review',
  'approved',
  'published',
  'superseded',
  'withdrawn',
] as const
export type PlaybookVersionStatus = (typeof PLAYBOOK_VERSION_STATUSES)[number]

/** Who does a step, as a part a person plays in the response: not a permission. */
export const PLAYBOOK_STEP_ROLES = [
  'analyst',
  'policy_owner',
  'communicator',
  'unit_lead',
  'coordinator',
  'approver',
  'spokesperson',
  'partner',
  'legal',
  'support',
] as const

const sentence = z.string().trim().min(8).max(600)

/** One thing a person does. `key` is stable across versions so that a run can be compared with a later version. */
export const playbookStepSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  stage: z.enum(RESIST_STAGES),
  role: z.enum(PLAYBOOK_STEP_ROLES),
  title: z.string().trim().min(4).max(120),
  action: sentence,
  /** When the step is due, in minutes after the run starts; null where the step has no clock. */
  dueAfterMinutes: z.number().int().positive().nullable(),
  /** What exists when the step is done ("a fact note", "a cleared line"). */
  artefact: z.string().trim().min(3).max(160).nullable(),
  checklist: z.array(z.string().trim().min(4).max(200)).max(12),
})
export type PlaybookStep = z.infer<typeof playbookStepSchema>

export const playbookMetricSchema = z.strictObject({
  name: z.string().trim().min(4).max(120),
  how: sentence,
})

/** The content of one playbook version: a document first, a checklist second. */
export const playbookContentSchema = z.strictObject({
  title: z.string().trim().min(4).max(120),
  summary: sentence,
  whenToUse: z.array(sentence).min(1),
  notWhen: z.array(sentence).min(1),
  stages: z.array(z.enum(RESIST_STAGES)).min(1),
  leadRole: z.string().trim().min(3).max(120),
  supportRoles: z.array(z.string().trim().min(3).max(120)),
  /** Slug of the playbook whose steps, dos and don'ts are inherited, or null for the base playbook itself. */
  inherits: z.string().nullable(),
  steps: z.array(playbookStepSchema).min(3),
  dos: z.array(sentence).min(2),
  donts: z.array(sentence).min(1),
  metrics: z.array(playbookMetricSchema).min(2),
  tags: z.array(z.string().trim().min(2).max(40)),
  /** DISARM Red technique identifiers this playbook answers, by `external_id`. */
  disarmTechniques: z.array(z.string().regex(/^(T\d{4}(\.\d{3})?|TA\d{2})$/)),
  sources: z.array(z.strictObject({ title: z.string().min(4), url: z.string().url().nullable() })).min(1),
  language: z.string().regex(/^[a-z]{2,3}$/),
  licence: z.string().min(3),
})
export type PlaybookContent = z.infer<typeof playbookContentSchema>

/** A playbook as a starter or exchange file: its content with the slug it is known by. */
export const playbookFileSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  content: playbookContentSchema,
})
export type PlaybookFile = z.infer<typeof playbookFileSchema>
