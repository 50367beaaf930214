import { z } from 'zod'

import { unitIdSchema, userIdSchema } from '../ids.ts'
import { ROLES } from './role.ts'

/** Who is signed in and what they may do at all; the server decides each act again. */
export const sessionViewSchema = z.object({
  user: z.object({ id: userIdSchema, name: z.string(), email: z.string() }),
  memberships: z.array(z.object({ unitId: unitIdSchema, unitName: z.string(), role: z.enum(ROLES) })),
  permissions: z.array(z.string()),
  world: z.string(),
  /** The model that drafts titles and summaries; null where none does. */
  chatModel: z.string().nullable(),
  units: z.array(z.object({ id: unitIdSchema, name: z.string(), parentId: unitIdSchema.nullable(), kind: z.string() })),
})
