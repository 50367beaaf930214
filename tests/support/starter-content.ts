import { STARTER_RULES } from '@hub/config/starter/detection-rules.ts'
import { STARTER_PROFILE } from '@hub/config/starter/profile.ts'
import { STARTER_ROUTES } from '@hub/config/starter/routes.ts'
import { STARTER_UNITS } from '@hub/config/starter/units.ts'
import type { StarterContent } from '@hub/db/starter/starter-content.ts'

/** What a new installation gets, without its playbooks. */
export const STARTER_CONTENT: StarterContent = {
  units: STARTER_UNITS,
  routes: STARTER_ROUTES,
  detectionRules: STARTER_RULES,
  profile: STARTER_PROFILE,
  playbooks: [],
}
