import { z } from 'zod'

import { unitIdSchema, userIdSchema } from '../ids.ts'
import { ROLES } from './role.ts'

export const userViewSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  email: z.string(),
  status: z.enum(['active', 'suspended']),
  memberships: z.array(
    z.object({
      id: z.string(),
      unitId: unitIdSchema,
      unitName: z.string(),
      role: z.enum(ROLES),
      grantedAt: z.iso.datetime(),
    }),
  ),
})
export type UserView = z.infer<typeof userViewSchema>

export const inviteUserSchema = z.strictObject({
  email: z.email(),
  name: z.string().trim().min(2).max(120).optional(),
  role: z.enum(ROLES),
  unitId: unitIdSchema,
})

export const grantMembershipSchema = z.strictObject({ unitId: unitIdSchema, role: z.enum(ROLES) })
